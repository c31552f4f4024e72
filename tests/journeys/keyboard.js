// What somebody without a mouse can tell about the focus. Set into each page by the keyboard's tests, and by nothing else.
(() => {
  const CONTROLS = [
    "a[href]",
    "button:enabled",
    'input:enabled:not([type="hidden"])',
    "select:enabled",
    "textarea:enabled",
    "summary",
    "[onclick]",
    "[tabindex='0']",
    ...["button", "checkbox", "link", "menuitem", "radio", "switch", "tab"].map((role) => `[role="${role}"]`),
  ].join();
  const STYLES = ["backgroundColor", "borderBottomColor", "borderTopColor", "borderTopWidth", "boxShadow", "color"];
  const looks = new WeakMap();
  const reached = new Set();
  let wanted = [];

  const words = (element) => {
    const label = element.labels?.[0]?.innerText;
    const text = element.getAttribute("aria-label") || label || element.innerText || element.textContent || element.value;
    return `${element.tagName.toLowerCase()} “${(text || element.id || "").trim().replace(/\s+/g, " ").slice(0, 60)}”`;
  };
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;

  // A transparent outline shows in forced colours only.
  function style(element, pseudo) {
    const css = getComputedStyle(element, pseudo);
    const hasOutline = css.outlineStyle !== "none" && css.outlineWidth !== "0px" && !/, 0\)$/.test(css.outlineColor);
    // A hexagon of a map is a copy: no script sees into it, only what its link hands down to it.
    const handedDown = css.getPropertyValue("--ch-fill");
    return [hasOutline, css.textDecorationLine, css.stroke, css.fill, handedDown, ...STYLES.map((name) => css[name])].join(" ");
  }

  // A focus may show on what stands beside a control (the circle of a radio) or inside it.
  function look(element) {
    const inside = element instanceof SVGElement ? [...element.querySelectorAll("*")] : [element.firstElementChild];
    const parts = [element, element.nextElementSibling, ...inside].filter(Boolean);
    return parts.flatMap((part) => [null, "::before", "::after"].map((pseudo) => style(part, pseudo))).join("|");
  }

  // Before moving: how each control looks without the focus.
  function remember() {
    document.querySelectorAll(CONTROLS).forEach((control) => {
      if (control !== document.activeElement) looks.set(control, look(control));
    });
  }

  function isCovered(element, box) {
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const top = document.elementFromPoint(x, y);
    if (!top || x < 0 || y < 0 || x > innerWidth || y > innerHeight) return false;
    return !top.contains(element) && !element.contains(top) && ![...(element.labels || [])].some((one) => one.contains(top));
  }

  function wrongWith(element) {
    const box = element.getClientRects()[0];
    if (!box || box.width < 2 || box.height < 2) return "takes the focus but cannot be seen";
    if (box.bottom <= 0 || box.right <= 0 || box.top >= innerHeight || box.left >= innerWidth) {
      return "takes the focus out of sight";
    }
    if (isCovered(element, box)) return "is covered while it has the focus";
    return looks.get(element) === look(element) ? "looks the same with and without the focus" : "";
  }

  // Where the focus is now: `there` when it is what was aimed at, `nowhere` between the end of a page and its start.
  function stop() {
    const element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return { nowhere: true };
    const again = reached.has(element);
    reached.add(element);
    const wrong = wrongWith(element);
    return { again, there: wanted.includes(element), wrong: wrong && `${words(element)} ${wrong}` };
  }

  // Of radios with one name, and of the tabs of one list, one is enough: arrow keys lead to the others.
  function isReached(control) {
    if (reached.has(control)) return true;
    const others = [...reached];
    if (control.type === "radio") {
      return others.some((one) => one.type === "radio" && one.name === control.name && one.form === control.form);
    }
    return others.some((one) => one.role === "tab" && control.role === "tab" && one.parentNode.parentNode === control.parentNode.parentNode);
  }

  // A summary of mistakes takes the focus once: it lets go of its tabindex with it.
  function putBack(element) {
    element.focus();
    if (element !== document.body && element !== document.activeElement) {
      element.tabIndex = -1;
      element.focus();
    }
  }

  const unreached = () =>
    [...document.querySelectorAll(CONTROLS)]
      .filter((control) => isShown(control) && !control.closest("[inert]") && !isReached(control))
      .map((control) => `${words(control)} cannot be reached with the Tab key`);

  window.journey = {
    remember,
    stop,
    unreached,
    isDrawnAnew: () => [...reached].some((element) => !element.isConnected),
    putBack,
    forget: () => reached.clear(),
    aim: (elements) => (wanted = elements),
    isBefore: (element) =>
      Boolean(document.activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING),
    most: () => document.querySelectorAll(CONTROLS).length + 10,
  };
})();

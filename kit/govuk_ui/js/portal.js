// Everything works without this file. It makes govuk-frontend's components quicker to use, and again in what htmx brings.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  SkipLink,
  Tabs,
  createAll,
} from "govuk-frontend";

// `aria-expanded` is not allowed on a radio: what it reveals follows it directly.
class PlainRadios extends Radios {
  syncConditionalRevealWithInputState(input) {
    super.syncConditionalRevealWithInputState(input);
    input.removeAttribute("aria-expanded");
  }
}

const components = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  PlainRadios,
  Tabs,
];

function enhance(scope) {
  components.forEach((component) => createAll(component, undefined, { scope, onError: () => undefined }));
}

// The policy forbids the inline script that usually does this.
document.body.classList.add("js-enabled", "govuk-frontend-supported");
enhance(document);
createAll(SkipLink);
document.addEventListener("htmx:load", (event) => event.target !== document.body && enhance(event.target));

// On a phone the filter panel starts folded when nothing is chosen; where it is wide nobody could unfold it, so it opens.
const phone = window.matchMedia("(max-width: 40rem)");
function fold() {
  document.querySelectorAll("details[data-fold-on-a-phone]").forEach((panel) => {
    panel.open = !phone.matches;
  });
}
fold();
phone.addEventListener("change", fold);

// A caught email stands at its whole length, whatever the width; without this it scrolls in its frame.
document.querySelectorAll("iframe.portal-mail").forEach((frame) => {
  const fit = () => {
    const long = frame.contentDocument?.body?.childElementCount && frame.contentDocument.documentElement.offsetHeight;
    if (long) frame.height = long + 2;
  };
  frame.addEventListener("load", fit);
  new ResizeObserver(fit).observe(frame);
});

// An open list of roles closes with Escape, and when one clicks elsewhere.
const roles = document.querySelector(".portal-roles");
if (roles) {
  roles.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && roles.open) {
      roles.open = false;
      roles.querySelector("summary").focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!roles.contains(event.target)) roles.open = false;
  });
}

"""What the code says to people in a banner once they have done something, read from the source."""

import ast
from collections.abc import Iterator, Mapping

LEVELS = {"success", "info", "warning", "error"}
Made = Mapping[str, list[ast.expr]]


def banners(source: str) -> set[tuple[int, str]]:
    """Line and words of every literal that may become such a message: those in the call, and those of the names and
    functions of the module that the call uses. Single words are keys and the like."""
    tree = ast.parse(source)
    around = _made(tree.body)
    calls = ((scope, node) for scope in _functions(tree) for node in ast.walk(scope) if isinstance(node, ast.Call))
    said = (one for scope, call in calls if _is_banner(call) for one in _used(call.args[1], scope, tree, around))
    return {(one.lineno, str(one.value)) for one in said}


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _is_banner(call: ast.Call) -> bool:
    verb = call.func
    return (
        isinstance(verb, ast.Attribute)
        and isinstance(verb.value, ast.Name)
        and verb.value.id == "messages"
        and verb.attr in LEVELS
    )


def _made(body: list[ast.stmt]) -> Made:
    """What each name is made of; what is set in a function is not seen from outside it."""
    found: dict[str, list[ast.expr]] = {}
    for statement in body:
        for node in [] if isinstance(statement, ast.FunctionDef | ast.ClassDef) else ast.walk(statement):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    found.setdefault(ast.unparse(target), []).append(node.value)
    return found


def _used(said: ast.expr, scope: ast.FunctionDef, tree: ast.Module, around: Made) -> Iterator[ast.Constant]:
    near = _made(scope.body)
    for node in ast.walk(said):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.strip().count(" "):
            yield node
        elif isinstance(node, ast.Name):
            for made_of in near.get(node.id, around.get(node.id, [])):
                yield from _used(made_of, scope, tree, around) if node.id not in _names(made_of) else ()
            for called in _functions(tree):
                if called.name == node.id and called is not scope:
                    yield from _returned(called, tree, around)


def _names(node: ast.expr) -> set[str]:
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}


def _returned(called: ast.FunctionDef, tree: ast.Module, around: Made) -> Iterator[ast.Constant]:
    for node in ast.walk(called):
        if isinstance(node, ast.Return) and node.value:
            yield from _used(node.value, called, tree, around)

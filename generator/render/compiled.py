"""Templates compiled to do less: Jinja2's own meaning, without what it does again at every output and every macro.

A page is a thousand pieces of text and some hundred macros. As Jinja2 compiles them, each piece becomes an object of a
class that says it is safe, only to be joined with the others a moment later, and each macro is entered by way of three
functions that sort out arguments which nobody gave. That is a third of the time that drawing takes.
"""

from collections.abc import Callable, Mapping
from types import CodeType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame, MacroRef
from jinja2.runtime import Context
from jinja2.runtime import Macro as JinjaMacro
from jinja2.utils import missing
from markupsafe import Markup, escape
from markupsafe import _escape_inner as escaped  # type: ignore[attr-defined]  # the part of `escape` written in C


def written(value: object) -> str:
    """Give what a template writes for a value: escaped, unless it is markup already."""
    if type(value) is str:
        return escaped(value)  # plain text: it is joined with what stands around it at once
    return value if type(value) is Markup else escape(value)


class Macro(JinjaMacro):
    """A macro that knows whether it can be entered straight away."""

    def __init__(  # noqa: PLR0917 - as Jinja2 has it
        self,
        environment: jinja2.Environment,
        func: Callable[..., str],
        name: str,
        arguments: list[str],
        catch_kwargs: bool,  # noqa: FBT001
        catch_varargs: bool,  # noqa: FBT001
        caller: bool,  # noqa: FBT001
        default_autoescape: bool | None = None,  # noqa: FBT001
    ) -> None:
        super().__init__(environment, func, name, arguments, catch_kwargs, catch_varargs, caller, default_autoescape)
        self.straight = None if catch_kwargs or catch_varargs or caller else func
        self.room = len(arguments)


class Calling(Context):
    """The context of a template, which is asked to make every call in it."""

    def call(__self, __obj: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805, PYI063 - as Jinja2 has it
        """Call as Jinja2 does; a macro with its arguments in their places needs nothing sorted out."""
        if type(__obj) is Macro and __obj.straight is not None and __self.eval_ctx.autoescape:
            left = __obj.room - len(args)
            if left >= 0 and (not kwargs or kwargs.keys() <= _INSIDE):
                given = args + (missing,) * left if left else args
                return Markup(__obj.straight(*given))  # noqa: S704 - what a macro returns has been escaped
        return super().call(__obj, *args, **kwargs)


_INSIDE = {"_loop_vars", "_block_vars"}
"""What Jinja2 hands to every call beside its arguments; macros have no use for it."""


class Writing(CodeGenerator):
    """Writes templates as Python, with the two pieces above in place of Jinja2's."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.written(")

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Make each macro one of ours."""
        self.write("environment.")
        super().macro_def(macro_ref, frame)


OPTIONS: Mapping[str, Any] = {
    "autoescape": True,
    "undefined": jinja2.StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    "auto_reload": False,
    "cache_size": -1,
}
"""How themes' templates are read."""


class Environment(jinja2.Environment):
    """An environment whose templates are compiled so."""

    code_generator_class = Writing
    context_class = Calling
    written = staticmethod(written)
    Macro = Macro

    def __init__(self, *, codes: dict[tuple[str, ...], CodeType] | None = None, **options: Any) -> None:  # noqa: ANN401 - as Jinja2 has them
        """Make it with Jinja2's options. Those that differ in nothing but their loader may share what they compile, in
        ``codes``.
        """
        super().__init__(**options)
        self._codes = {} if codes is None else codes

    def compile(self, source: Any, name: Any = None, filename: Any = None, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as Jinja2 has it
        """Compile what was not compiled before."""
        if args or kwargs or not isinstance(source, str):
            return super().compile(source, name, filename, *args, **kwargs)
        key = (source, str(name), str(filename))
        if key not in self._codes:
            self._codes[key] = super().compile(source, name, filename)
        return self._codes[key]

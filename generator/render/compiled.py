"""Templates compiled to do less: Jinja2's own meaning, without what it does again at every output and every macro.

A page is a thousand pieces of text and some hundred macros. As Jinja2 compiles them, each piece becomes an object of a
class that says it is safe, only to be joined with the others a moment later, and each macro is entered by way of three
functions that sort out arguments which nobody gave. That is a third of the time that drawing takes.
"""

from collections.abc import Callable, Mapping
from keyword import iskeyword
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
        # What Jinja2 sets, without asking for it: every page makes some fifty.
        self._environment = environment
        self._func = func
        self.room = self._argument_count = len(arguments)
        self.name = name
        self.arguments = arguments
        self.catch_kwargs = catch_kwargs
        self.catch_varargs = catch_varargs
        self.caller = caller
        self.explicit_caller = "caller" in arguments
        self._default_autoescape = bool(default_autoescape)
        self.straight = None if catch_kwargs or catch_varargs or caller else func


class Calling(Context):
    """The context of a template, which is asked to make every call in it."""

    def call(__self, __obj: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401, N805, PYI063 - as Jinja2 has it
        """Call as Jinja2 does; a macro with its arguments in their places needs nothing sorted out."""
        if type(__obj) is Macro and __obj.straight is not None and __self.eval_ctx.autoescape:
            left = __obj.room - len(args)
            if left >= 0 and (not kwargs or kwargs.keys() <= _INSIDE):
                given = args + (missing,) * left if left else args
                return _marked(Markup, __obj.straight(*given))
        return super().call(__obj, *args, **kwargs)

    def enter(self, called: Any, *args: Any) -> Any:  # noqa: ANN401 - as above
        """Call with nothing but arguments in their places, where all is escaped."""
        if type(called) is Macro and called.straight is not None and (left := called.room - len(args)) >= 0:
            return _marked(Markup, called.straight(*args, *(_ABSENT * left)))
        return self.call(called, *args)

    def put(self, called: Any, *args: Any) -> str:  # noqa: ANN401 - as above
        """Call so, and give what a template writes for the result."""
        if type(called) is Macro and called.straight is not None and (left := called.room - len(args)) >= 0:
            return called.straight(*args, *(_ABSENT * left))
        return written(self.call(called, *args))


_INSIDE = {"_loop_vars", "_block_vars"}
"""What Jinja2 hands to every call beside its arguments; macros have no use for it."""
_ABSENT = (missing,)
"""For an argument that nobody gave."""
_marked = str.__new__
"""Makes ``Markup`` of what a macro returns, which has been escaped."""


class Writing(CodeGenerator):
    """Writes templates as Python, with the pieces above in place of Jinja2's."""

    _put: nodes.Node | None = None
    """The call of which the result is what is written."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        elif _simple(node):
            self._put = node
            self.write("(")
        else:
            self.write("environment.written(")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 - as Jinja2 has it
        """Call a macro with its arguments in their places, and write what it returns as it is."""
        put, self._put = self._put is node, None
        if forward_caller or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or not _simple(node):
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("context.put(" if put else "context.enter(")
        self.visit(node.node, frame)
        for one in node.args:
            self.write(", ")
            self.visit(one, frame)
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 - as Jinja2 has it
        """Take an attribute straight away, where that is enough."""
        if self.environment.straight and node.attr.isidentifier() and not iskeyword(node.attr):  # type: ignore[attr-defined]
            self.write("(")
            self.visit(node.node, frame)
            self.write(f").{node.attr}")
        else:
            super().visit_Getattr(node, frame)

    def macro_def(self, macro_ref: MacroRef, frame: Frame) -> None:
        """Make each macro one of ours."""
        self.write("environment.")
        super().macro_def(macro_ref, frame)


def _simple(node: nodes.Node) -> bool:
    """Tell whether it is a call with all arguments in their places."""
    return isinstance(node, nodes.Call) and not (node.kwargs or node.dyn_args or node.dyn_kwargs)


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

CODES = 512
"""Compiled templates that are shared at most: those of several themes."""


class Environment(jinja2.Environment):
    """An environment whose templates are compiled so."""

    code_generator_class = Writing
    context_class = Calling
    written = staticmethod(written)
    Macro = Macro

    def __init__(
        self,
        *,
        straight: bool = False,
        codes: dict[tuple[str, ...], CodeType] | None = None,
        **options: Any,  # noqa: ANN401 - as Jinja2 has them
    ) -> None:
        """Make it with Jinja2's options. Those that differ in nothing but their loader may share what they compile, in
        ``codes``.

        Where it is ``straight``, ``one.name`` is the attribute, and AttributeError is raised where there is none: to
        Jinja2 it might be an item, or nothing. What is drawn without that error is what Jinja2 would draw.
        """
        super().__init__(**options)
        self.straight = straight
        self._codes = {} if codes is None else codes

    def compile(self, source: Any, name: Any = None, filename: Any = None, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as Jinja2 has it
        """Compile what was not compiled before."""
        if args or kwargs or not isinstance(source, str):
            return super().compile(source, name, filename, *args, **kwargs)
        key = (source, str(name), str(filename))
        if key not in self._codes:
            if len(self._codes) >= CODES:  # each edit of a template adds one: the oldest goes
                del self._codes[next(iter(self._codes))]
            self._codes[key] = super().compile(source, name, filename)
        return self._codes[key]

"""Validates, builds and reads the API messages of AICC contact centres.

``check`` reports every error in a request body, ``check_many`` those in a file or table. ``AgentSignIn`` and the other
message classes build valid requests, and ``read_reply`` turns a reply into a typed result. ``plan`` and ``apply``
create the accounts of a file.

Every function can be called from any thread, and objects never change. A process may fork at any time, except that a
callback of ``check_many`` that forks must not return in the child: the child does not have the threads of the run.
Subinterpreters are not supported: importing the package in a second interpreter raises ``ImportError``.
"""

from aicc import _aicc, compiled, exceptions
from aicc.compiled import *  # noqa: F403
from aicc.exceptions import *  # noqa: F403

_aicc.require_first_interpreter()

TYPE_CHECKING = False
if TYPE_CHECKING:
    from aicc import applying, batch, choices, client, messages, pickling, repairs, sandbox, templates
    from aicc.applying import *  # noqa: F403
    from aicc.batch import *  # noqa: F403
    from aicc.choices import *  # noqa: F403
    from aicc.client import *  # noqa: F403
    from aicc.messages import *  # noqa: F403
    from aicc.pickling import *  # noqa: F403
    from aicc.repairs import *  # noqa: F403
    from aicc.sandbox import *  # noqa: F403
    from aicc.templates import *  # noqa: F403

    __all__: list[str] = []
    __all__ += applying.__all__
    __all__ += batch.__all__
    __all__ += choices.__all__
    __all__ += client.__all__
    __all__ += compiled.__all__
    __all__ += exceptions.__all__
    __all__ += messages.__all__
    __all__ += pickling.__all__
    __all__ += repairs.__all__
    __all__ += sandbox.__all__
    __all__ += templates.__all__
else:

    def __getattr__(name):
        """Imports the other modules when one of their names, or ``__all__``, is used for the first time.

        They need ``dataclasses``, ``enum`` and ``typing``, whose import takes longer than that of this package.
        """
        from importlib import import_module

        names = globals()
        if "__all__" not in names:
            modules = (
                "applying",
                "batch",
                "choices",
                "client",
                "messages",
                "pickling",
                "repairs",
                "sandbox",
                "templates",
            )
            later = [import_module(f"aicc.{module}") for module in modules]
            for module in later:
                names.update({public: getattr(module, public) for public in module.__all__})
            names["__all__"] = [public for module in (compiled, exceptions, *later) for public in module.__all__]
        if name in names:
            return names[name]
        raise AttributeError(f"module 'aicc' has no attribute {name!r}")

    def __dir__():
        return sorted({*globals(), *__getattr__("__all__")})

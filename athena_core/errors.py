"""The errors Athena raises on purpose.

    AthenaError
    ├── RefusedError          permission, or a check, says no
    │   └── NotAdmittedError  no work of a dataset may be used
    ├── InputError            a file, folder or option from the user is not usable
    │   ├── PictureError      bytes that do not become a picture
    │   └── ParamsError       an option's value is out of bounds or unknown
    ├── NotFoundError         a name nobody here answers to
    │   └── AmbiguousError    a name that several answer to
    ├── PluginError           a plugin does not keep its side of the contract
    └── DeviceError           the wanted processor is not usable here

Each message is one sentence or two: what happened, to which file or name, and what
to do. The command line prints it and leaves with status 1; anything that is not an
`AthenaError` is a bug of ours and shows its traceback.
"""

from __future__ import annotations


class AthenaError(Exception):
    """Base of all errors that are meant for the person at the keyboard."""


class RefusedError(AthenaError):
    """Permission, or a check of what was made, says no."""


class NotAdmittedError(RefusedError):
    """No work of a dataset may be put to the use that was asked for."""


class InputError(AthenaError):
    """A file, a folder or an option given by the user is not usable."""


class PictureError(InputError):
    """Bytes that do not become a picture, or would cost too much to decode."""


class ParamsError(InputError):
    """An option is unknown or its value is out of bounds."""


class NotFoundError(AthenaError):
    """No generator, dataset, model or file answers to this name."""


class AmbiguousError(NotFoundError):
    """Several plugins answer to this name; the message lists them."""


class PluginError(AthenaError):
    """A plugin raised, or returned something the contract does not allow."""


class DeviceError(AthenaError):
    """The processor that was asked for cannot be used on this machine."""

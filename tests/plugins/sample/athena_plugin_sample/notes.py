import hashlib
import io
from collections.abc import Iterator
from functools import partial

from athena_core import Right, Skipped, Work
from athena_plugin_sample.params import NotesParams


class Notes:
    def __init__(self, params: NotesParams) -> None:
        self.params = params

    def works(self) -> Iterator[Work | Skipped]:
        for path in sorted(self.params.source.rglob("*.txt")):
            data = path.read_bytes()
            try:
                data.decode()
            except ValueError:
                yield Skipped(name=path.name, reason="it is not UTF-8")
                continue
            yield Work(
                id=path.name,
                title=path.stem,
                maker="",
                year=None,
                media_type="text/plain",
                sha256=hashlib.sha256(data).hexdigest(),
                right=Right(basis="own", because=self.params.because),
                open=partial(io.BytesIO, data),
            )

"""Making something to show out of saved pieces: pages, walks, prints and postcards.

`choosing` reads pieces from their files and holds each against its record; `allowing`
asks the registry whether they may be published. `pages` writes them as one HTML file,
of the words in `telling` and the form in `markup`; `walks` makes a moving picture
through them, `prints` one for paper, `cards` a postcard. Whatever is made carries the
credit and a record that names its piece.
"""

from athena_core.run.exporting.allowing import Asked, asked
from athena_core.run.exporting.cards import card
from athena_core.run.exporting.choosing import Chosen, chosen, within
from athena_core.run.exporting.pages import Exported, export
from athena_core.run.exporting.prints import Printed, printed
from athena_core.run.exporting.walks import Walked, walked

__all__ = [
    "Asked",
    "Chosen",
    "Exported",
    "Printed",
    "Walked",
    "asked",
    "card",
    "chosen",
    "export",
    "printed",
    "walked",
    "within",
]

"""What every part of a language file shares: closed, so that a misspelt key fails at once."""

from pydantic import BaseModel, ConfigDict


class Words(BaseModel):
    """A part of a language file. Keys are fixed; values are words a reviewer can judge."""

    model_config = ConfigDict(extra="forbid", frozen=True)

"""The words of a language for places."""

from wikibattle.packs.words import Words


class PlaceWords(Words):
    """The `[places]` part of a language file.

    Languages that write spaces use `stops`, `particles` and `features`; those that do not use
    `before`, `after`, `joiners`, `divisions` and `regions`. `names` and `glosses` are for both.
    """

    stops: tuple[str, ...] = ()
    """Words beside a name that are no part of it: near, south, present-day, coast."""
    openers: tuple[str, ...] = ()
    """Stops that belong to a name when written large right before it: Eastern, River."""
    particles: tuple[str, ...] = ()
    """Small words within a name, between two capitals: of, de, upon."""
    features: tuple[str, ...] = ()
    """Small words that end a name: plain, fort."""
    before: tuple[str, ...] = ()
    """Before a name and no part of it: 今属, 位于."""
    after: tuple[str, ...] = ()
    """After a name and no part of it: 附近, 以北, 外海."""
    directions: tuple[str, ...] = ()
    """The same in one sign, which too many names end in (济南): only after a division or a link."""
    borders: tuple[str, ...] = ()
    """Like `after`, but two short forms before them make one name: 中越边境."""
    joiners: tuple[str, ...] = ()
    """Between two names: 与, 至."""
    divisions: tuple[str, ...] = ()
    """Where the name of a province, city or county ends: 省, 市, 县."""
    not_divided: tuple[str, ...] = ()
    """Words that end like a division and are none: 山区."""
    regions: tuple[str, ...] = ()
    """States and provinces written without such an ending before a nested place: 江苏徐州."""
    extensions: tuple[str, ...] = ()
    """What makes another place of the region before it: 海峡 (台湾海峡 is one place)."""
    names: tuple[str, ...] = ()
    """Names that hold words of the lists above and stay whole: 东南亚, The Hague."""
    glosses: tuple[str, ...] = ()
    """In brackets before a colon: the name in another language follows (Engl.:, 英语：)."""

"""A language pack: the words of one language, a part a kind of value."""

from wikibattle.packs.belligerents import BelligerentWords
from wikibattle.packs.checks import CheckWords
from wikibattle.packs.citations import CitationWords
from wikibattle.packs.dates import DateWords
from wikibattle.packs.detection import DetectionWords
from wikibattle.packs.formations import FormationWords
from wikibattle.packs.infobox import InfoboxWords
from wikibattle.packs.kinds import KindWords
from wikibattle.packs.narrative import NarrativeWords
from wikibattle.packs.people import PeopleWords
from wikibattle.packs.places import PlaceWords
from wikibattle.packs.quantities import QuantityWords
from wikibattle.packs.results import ResultWords
from wikibattle.packs.sections import SectionWords
from wikibattle.packs.site import SiteWords
from wikibattle.packs.templates import TemplateWords
from wikibattle.packs.words import Words


class Pack(Words):
    """All words of one language. Made from its file by `load_pack`.

    Chinese words are kept in simplified script: readers match them on `script.fold(text)`.
    """

    language: str
    name: str
    community_reviewed: bool = False
    detection: DetectionWords = DetectionWords()
    site: SiteWords = SiteWords()
    infobox: InfoboxWords = InfoboxWords()
    sections: SectionWords = SectionWords()
    kinds: KindWords = KindWords()
    narrative: NarrativeWords = NarrativeWords()
    templates: TemplateWords = TemplateWords()
    citations: CitationWords = CitationWords()
    checks: CheckWords = CheckWords()
    dates: DateWords = DateWords()
    quantities: QuantityWords = QuantityWords()
    people: PeopleWords = PeopleWords()
    results: ResultWords = ResultWords()
    belligerents: BelligerentWords = BelligerentWords()
    places: PlaceWords = PlaceWords()
    formations: FormationWords = FormationWords()

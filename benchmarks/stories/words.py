"""The words of the stories, twice: no name, place, thing, event or deed of one half is in the other.

Everything that is remembered is worded at least twice, and the two wordings share as few words as a careful
writer can manage, so that a dependency cannot be found by comparing letters.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that is handed over early and used late."""

    name: str
    longer: str
    """The name with a word more."""
    other: str
    """Another word for it."""
    given: str
    """How it comes into the story. ``{a}`` and ``{b}`` are people, ``{n}`` is the thing."""
    used: str
    """How it is used, without naming it."""
    decoy: str
    """Another thing with the same name."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where scenes play."""

    name: str
    longer: str
    """The same place, with a word more."""
    other: str
    """The same place in other words."""
    view: str
    """What an establishing shot shows."""
    again: str
    """What it shows the second time."""
    interior: bool = True


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens once and is spoken of later."""

    happens: str
    told: str


@dataclass(frozen=True, slots=True)
class Change:
    """Somebody looks different from then on."""

    happens: str
    wardrobe: str
    """What the card says from then on."""
    kept: str
    """What must stay, in other words."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that is begun in one shot and goes on in a later one."""

    begun: str
    goes_on: str


@dataclass(frozen=True, slots=True)
class Bank:
    """The words of one half of the stories."""

    names: tuple[str, ...]
    places: tuple[Place, ...]
    twins: tuple[tuple[Place, Place], ...]
    """Places that look alike and are told alike."""
    things: tuple[Thing, ...]
    events: tuple[Event, ...]
    coats: tuple[Change, ...]
    """Changes of wardrobe: on the card from then on."""
    marks: tuple[Change, ...]
    """Changes no card tells: wet, torn, bandaged."""
    deeds: tuple[Deed, ...]
    meanwhile: tuple[tuple[str, tuple[str, ...]], ...]
    """What happens beside the story, and the things in it."""
    asides: tuple[str, ...]
    """What is said beside the story."""
    epithets: tuple[str, ...]


LEARNED = Bank(
    names=("Mara", "Jonas", "Anna", "Ben", "Petra", "Emil", "Ruth", "Viktor", "Clara", "Otto"),
    places=(
        Place(
            "LAMP ROOM",
            "OLD LAMP ROOM",
            "TOP OF THE LIGHTHOUSE",
            "The great lens turns slowly above iron stairs.",
            "Glass prisms catch the last sun over the sea.",
        ),
        Place(
            "PIER",
            "HARBOUR PIER",
            "LANDING STAGE",
            "Grey planks run out into the fog; gulls on the posts.",
            "Boats knock against wet timber.",
            interior=False,
        ),
        Place(
            "BAKERY",
            "NIGHT BAKERY",
            "SHOP WITH THE OVENS",
            "Trays of loaves steam on racks by the brick oven.",
            "Flour dust hangs over the counter.",
        ),
        Place(
            "CHURCHYARD",
            "VILLAGE CHURCHYARD",
            "AMONG THE GRAVES",
            "Leaning headstones under yew trees.",
            "Moss on the names of the dead, crows in the wall.",
            interior=False,
        ),
        Place(
            "ARCHIVE",
            "TOWN ARCHIVE",
            "ROWS OF FILES",
            "Shelves of boxes run into the dark.",
            "Dust on the folders; a ladder on rails.",
        ),
        Place(
            "FERRY",
            "CAR FERRY",
            "ON BOARD, UPPER DECK",
            "White rails, benches and a wake behind.",
            "The ship leaves the quay with a shudder.",
            interior=False,
        ),
        Place(
            "WORKSHOP",
            "CLOCK WORKSHOP",
            "WATCHMAKER'S BENCH",
            "Gears and springs lie in rows under a green lamp.",
            "A hundred dials tick on the wall.",
        ),
        Place(
            "ORCHARD",
            "APPLE ORCHARD",
            "BETWEEN THE TREES",
            "Ladders lean in the branches; fruit in the grass.",
            "Bare boughs drip, baskets stand upside down.",
            interior=False,
        ),
        Place(
            "STATION",
            "BRANCH LINE STATION",
            "PLATFORM",
            "A clock hangs over empty rails.",
            "The tracks shine in the rain; nobody waits.",
        ),
    ),
    twins=(
        (
            Place(
                "ROOM 12",
                "HOTEL ROOM 12",
                "ROOM 12",
                "A narrow bed, a basin and a window on the yard.",
                "The bed is made; the basin drips by the window.",
            ),
            Place(
                "ROOM 21",
                "HOTEL ROOM 21",
                "ROOM 21",
                "A narrow bed, a basin and a window on the yard.",
                "The bed is made; the basin drips by the window.",
            ),
        ),
        (
            Place(
                "RUTH'S KITCHEN",
                "RUTH'S OLD KITCHEN",
                "RUTH'S KITCHEN",
                "A table, four chairs and a kettle on the stove.",
                "Chairs pushed back, the kettle cold.",
            ),
            Place(
                "OTTO'S KITCHEN",
                "OTTO'S OLD KITCHEN",
                "OTTO'S KITCHEN",
                "A table, four chairs and a kettle on the stove.",
                "Chairs pushed back, the kettle cold.",
            ),
        ),
        (
            Place(
                "NORTH TUNNEL",
                "NORTH TUNNEL MOUTH",
                "NORTH TUNNEL",
                "Rails run into a brick arch; water on the walls.",
                "A lamp swings under the brick arch.",
            ),
            Place(
                "SOUTH TUNNEL",
                "SOUTH TUNNEL MOUTH",
                "SOUTH TUNNEL",
                "Rails run into a brick arch; water on the walls.",
                "A lamp swings under the brick arch.",
            ),
        ),
    ),
    things=(
        Thing(
            "key",
            "brass key",
            "latch opener",
            "{a} presses the {n} into {b}'s palm.",
            "{a} opens the strongbox at the first try.",
            "{a} hunts for the {n} of the van under the seat.",
        ),
        Thing(
            "letter",
            "sealed letter",
            "envelope",
            "{a} slides the {n} across to {b}, face down.",
            "{a} breaks the wax and reads, lips moving.",
            "{a} pins a {n} from the bank to the board.",
        ),
        Thing(
            "torch",
            "red torch",
            "flashlight",
            "{b} lends {a} the {n} from the shelf.",
            "{a} sends a beam down into the dark shaft.",
            "{a} waves a burning {n} at the dogs.",
        ),
        Thing(
            "watch",
            "pocket watch",
            "timepiece",
            "{a} winds the {n} and hangs it round {b}'s neck.",
            "{a} holds it to an ear: it has stopped at ten.",
            "{a} stares at the {n} in the jeweller's window.",
        ),
        Thing(
            "map",
            "folded map",
            "chart",
            "{b} draws a cross on the {n} and gives it to {a}.",
            "{a} spreads the paper on the ground and traces the road.",
            "{a} studies the {n} of the bus lines.",
        ),
        Thing(
            "knife",
            "bone-handled knife",
            "blade",
            "{a} lays the {n} on the table in front of {b}.",
            "{a} cuts the rope with one stroke.",
            "{a} scrapes carrots with a blunt {n}.",
        ),
        Thing(
            "coin",
            "silver coin",
            "piece of money",
            "{b} flips the {n} to {a}, who catches it.",
            "{a} lets it spin on the counter: heads.",
            "{a} feeds a {n} to the parking meter.",
        ),
        Thing(
            "whistle",
            "tin whistle",
            "little pipe",
            "{a} hangs the {n} on a string for {b}.",
            "{a} blows three sharp notes into the wind.",
            "{a} hears the {n} of a train far off.",
        ),
        Thing(
            "photograph",
            "torn photograph",
            "snapshot",
            "{b} shows {a} half of a {n}.",
            "{a} fits the two halves of the faces together.",
            "{a} hangs a {n} of a horse over the bar.",
        ),
    ),
    events=(
        Event(
            "A fishing boat goes down off the rocks in the storm.",
            "speaks of the night the sea took the crew.",
        ),
        Event("The barn burns; sparks fly over the fields.", "cannot forget the fire that ate the hay."),
        Event(
            "A horse breaks through the ice and is pulled out with ropes.",
            "tells how the mare nearly drowned that winter.",
        ),
        Event(
            "Soldiers drag the schoolmaster from his desk.",
            "asks who was there when they arrested the teacher.",
        ),
        Event(
            "A child falls into the well and is heard calling.",
            "remembers the voice of the little one from the depth.",
        ),
        Event(
            "The bridge gives way under the hay cart.",
            "says the crossing has never been rebuilt since it fell.",
        ),
        Event(
            "A stranger bets the farm on one card and loses.",
            "laughs about the man who gambled his land away.",
        ),
        Event(
            "The bride runs out before the vows are said.", "still wonders why the wedding was broken off."
        ),
    ),
    coats=(
        Change(
            "{a} takes off the jacket and puts on a yellow oilskin from the hook.",
            "a long yellow oilskin",
            "still in the yellow oilskin",
        ),
        Change(
            "{a} buttons up a dead man's uniform.", "a grey army uniform, too large", "wears the army tunic"
        ),
        Change(
            "{a} ties on a white apron over a clean shirt.",
            "a white apron over a shirt",
            "apron on, sleeves rolled",
        ),
        Change("{a} comes back in a black mourning dress coat.", "a black mourning coat", "dressed in black"),
        Change(
            "{a} pulls on a red knitted sweater, a present.", "a red knitted sweater", "the red pullover on"
        ),
    ),
    marks=(
        Change(
            "{a} falls into the water and climbs out, dripping.", "", "hair plastered, clothes soaked through"
        ),
        Change("{a} cuts a hand on the broken pane and wraps it.", "", "a bandage round the right hand"),
        Change("{a} is hit over the eye; blood runs.", "", "a wound on the brow, dried red"),
        Change("{a} crawls out of the coal cellar.", "", "face and arms black with soot"),
        Change("{a} twists an ankle on the stairs and limps on.", "", "leans on a stick, one foot dragging"),
    ),
    deeds=(
        Deed("{a} begins to row away from the bank.", "{a} pulls at the oars, breathing hard."),
        Deed("{a} starts up the long ladder.", "{a} climbs on, rung after rung."),
        Deed("{a} lifts the crate off the cart.", "{a} staggers on under the weight."),
        Deed("{a} throws the first stone at the window.", "{a} bends for another and hurls it."),
        Deed("{a} kneads a great lump of dough.", "{a} goes on pressing and folding."),
        Deed("{a} runs for the departing tram.", "{a} sprints alongside and grabs the rail."),
    ),
    meanwhile=(
        ("{a} pours tea and says nothing.", ("cup", "teapot")),
        ("{a} looks out at the weather.", ()),
        ("{a} and {b} walk side by side.", ()),
        ("{a} counts money on the table.", ("coins",)),
        ("{a} laughs at something {b} has said.", ()),
        ("{a} lights a cigarette and waits.", ("cigarette",)),
        ("{a} sweeps the floor with short strokes.", ("broom",)),
        ("{a} turns away from {b}.", ()),
        ("{a} reads the newspaper aloud.", ("newspaper",)),
        ("{a} leans in the doorway.", ()),
        ("{a} packs a suitcase in a hurry.", ("suitcase",)),
        ("{a} mends a net with a wooden needle.", ("net",)),
        ("{a} shakes {b}'s hand for too long.", ()),
        ("{a} listens at the wall.", ()),
        ("{a} peels an apple in one long ribbon.", ("apple", "knife")),
        ("{a} writes something down and crosses it out.", ("notebook", "letter")),
    ),
    asides=(
        "It will rain before noon.",
        "Nobody asked you to come.",
        "We should have left at once.",
        "That was a long time ago.",
        "You never listen to me.",
        "I will think about it.",
        "There is still some soup.",
        "He said he would be back.",
        "Leave the door open, please.",
        "What do we do now?",
        "I have seen worse.",
        "Say it again, slowly.",
    ),
    epithets=("the old hand", "the tall one", "the stranger"),
)

HELD = Bank(
    names=("Nora", "Felix", "Ines", "Tom", "Greta", "Samir", "Lena", "Hugo", "Ada", "Karl"),
    places=(
        Place(
            "GREENHOUSE",
            "PALM GREENHOUSE",
            "UNDER THE GLASS ROOF",
            "Palms press against fogged panes.",
            "Broken panes above the ferns let in snow.",
        ),
        Place(
            "CINEMA",
            "STAR CINEMA",
            "IN FRONT OF THE SCREEN",
            "Rows of red seats face a blank white wall.",
            "The projector hums over an empty house.",
        ),
        Place(
            "QUARRY",
            "STONE QUARRY",
            "FOOT OF THE WHITE CLIFFS",
            "Steps of pale rock, a crane, a green pool.",
            "Rubble slides down the face of the rock.",
            interior=False,
        ),
        Place(
            "HOSPITAL",
            "FIELD HOSPITAL",
            "WARD WITH THE BEDS",
            "Two rows of iron beds and a nurse's desk.",
            "Screens round the last bed, a drip stand.",
        ),
        Place(
            "ROOFTOP",
            "FLAT ROOFTOP",
            "ABOVE THE CITY",
            "Chimneys, antennas and washing on lines.",
            "Sheets flap between the aerials at dusk.",
            interior=False,
        ),
        Place(
            "MARKET",
            "FISH MARKET",
            "BETWEEN THE STALLS",
            "Crates of mackerel on ice, awnings, shouting.",
            "The traders hose down the pavement.",
            interior=False,
        ),
        Place(
            "LIBRARY",
            "SCHOOL LIBRARY",
            "READING ROOM",
            "Long tables with lamps, books to the ceiling.",
            "A page lies open under one lit shade.",
        ),
        Place(
            "CAMPSITE",
            "FOREST CAMPSITE",
            "TENTS IN THE WOOD",
            "Three tents around a ring of stones.",
            "Cold ashes, canvas torn by the wind.",
            interior=False,
        ),
        Place(
            "GARAGE",
            "CORNER GARAGE",
            "REPAIR PIT",
            "A car on the lift, tools on a red board.",
            "Oil on the concrete, the hoist is empty.",
        ),
    ),
    twins=(
        (
            Place(
                "WEST STAIRCASE",
                "WEST STAIRCASE LANDING",
                "WEST STAIRCASE",
                "Worn steps wind round a lift cage.",
                "A bulb flickers over the worn steps.",
            ),
            Place(
                "EAST STAIRCASE",
                "EAST STAIRCASE LANDING",
                "EAST STAIRCASE",
                "Worn steps wind round a lift cage.",
                "A bulb flickers over the worn steps.",
            ),
        ),
        (
            Place(
                "GRETA'S OFFICE",
                "GRETA'S CORNER OFFICE",
                "GRETA'S OFFICE",
                "A desk, two screens and a dying plant.",
                "The screens are dark; the plant has been watered.",
            ),
            Place(
                "HUGO'S OFFICE",
                "HUGO'S CORNER OFFICE",
                "HUGO'S OFFICE",
                "A desk, two screens and a dying plant.",
                "The screens are dark; the plant has been watered.",
            ),
        ),
        (
            Place(
                "CABIN 4",
                "SLEEPER CABIN 4",
                "CABIN 4",
                "Two bunks, a ladder and a rattling blind.",
                "The upper bunk is folded away; the blind is up.",
            ),
            Place(
                "CABIN 9",
                "SLEEPER CABIN 9",
                "CABIN 9",
                "Two bunks, a ladder and a rattling blind.",
                "The upper bunk is folded away; the blind is up.",
            ),
        ),
    ),
    things=(
        Thing(
            "ring",
            "emerald ring",
            "band of gold",
            "{a} slips the {n} on {b}'s finger.",
            "{a} twists it off and drops it in the glass.",
            "{a} waits for the {n} of the telephone.",
        ),
        Thing(
            "violin",
            "varnished violin",
            "fiddle",
            "{b} hands {a} the {n} without its case.",
            "{a} tucks it under the chin and plays one long note.",
            "{a} passes a poster of a {n}.",
        ),
        Thing(
            "ticket",
            "train ticket",
            "pass",
            "{b} puts the {n} in {a}'s breast pocket.",
            "{a} shows the stub at the barrier and is let through.",
            "{a} finds a parking {n} on the windscreen.",
        ),
        Thing(
            "compass",
            "ship's compass",
            "direction finder",
            "{a} unscrews the {n} and gives it to {b}.",
            "{a} waits for the needle to settle, then points north-east.",
            "{a} draws a circle with a {n}.",
        ),
        Thing(
            "camera",
            "box camera",
            "picture-taker",
            "{b} hangs the {n} round {a}'s neck.",
            "{a} winds the film on and presses the shutter.",
            "{a} ducks under the {n} over the gate.",
        ),
        Thing(
            "medicine",
            "bitter medicine",
            "drops",
            "{a} counts the {n} into {b}'s keeping.",
            "{a} empties the brown bottle on a spoon.",
            "{a} dusts rows of {n} in the pharmacy.",
        ),
        Thing(
            "rope",
            "climbing rope",
            "line",
            "{b} coils the {n} and throws it to {a}.",
            "{a} knots one end round the beam and lets the other fall.",
            "{a} skips over a {n} with the children.",
        ),
        Thing(
            "cassette",
            "unmarked cassette",
            "tape",
            "{a} pushes the {n} under the door to {b}.",
            "{a} presses play; a dead man speaks.",
            "{a} sorts a shoe box of {n}s for sale.",
        ),
        Thing(
            "book",
            "diary with a lock",
            "journal",
            "{b} trusts {a} with the {n}.",
            "{a} forces the clasp and turns to the last entry.",
            "{a} stamps a {n} at the counter.",
        ),
    ),
    events=(
        Event(
            "A window cleaner falls past the fourth floor.",
            "talks about the worker who dropped to his death.",
        ),
        Event("The lights of the whole city go out.", "remembers the great blackout."),
        Event("A dog digs up a tin full of banknotes.", "boasts of the buried money the animal found."),
        Event(
            "The singer loses her voice in the middle of the aria.",
            "pities the soprano who went silent on stage.",
        ),
        Event(
            "A van runs a red light and hits the cyclist.",
            "blames the driver for the accident with the bike.",
        ),
        Event("The dam cracks and water fills the valley.", "describes how the flood swallowed the village."),
        Event("A boy lets forty pigeons out of their cages.", "smiles at the day the birds were set free."),
        Event("The judge faints before the verdict is read.", "says the sentence was never spoken in court."),
    ),
    coats=(
        Change(
            "{a} swaps the suit for a mechanic's blue overalls.",
            "blue overalls, oil-stained",
            "in the work overalls",
        ),
        Change("{a} steps out in a green evening gown.", "a green silk evening gown", "the silk dress on"),
        Change("{a} zips up an orange rescue jacket.", "an orange rescue jacket", "the orange jacket closed"),
        Change(
            "{a} puts on a white doctor's coat with a name tag.", "a white doctor's coat", "in the white coat"
        ),
        Change(
            "{a} borrows a checked shirt and a straw hat.",
            "a checked shirt, a straw hat",
            "checked shirt, hat pushed back",
        ),
    ),
    marks=(
        Change("{a} is caught in the sprinkler and stands drenched.", "", "wet to the skin"),
        Change("{a} breaks an arm on the rocks; it is splinted.", "", "one arm in a sling"),
        Change("{a} gets a black eye from the door.", "", "a bruise under the left eye"),
        Change("{a} is sprayed with white paint from above.", "", "paint over hair and shoulders"),
        Change("{a} hacks the long hair short with scissors.", "", "cropped hair, uneven"),
    ),
    deeds=(
        Deed("{a} begins to dig at the foot of the wall.", "{a} shovels on, knee-deep."),
        Deed("{a} swings a leg over the fence.", "{a} drops down on the other side."),
        Deed("{a} starts to scrub the stain from the boards.", "{a} rubs harder, on both knees."),
        Deed("{a} pushes the stalled car.", "{a} shoves with one shoulder until it rolls."),
        Deed("{a} strings the first lantern between the poles.", "{a} hangs the rest, one by one."),
        Deed("{a} wades out towards the raft.", "{a} is up to the chest, arms raised."),
    ),
    meanwhile=(
        ("{a} stirs coffee without drinking.", ("cup", "spoon")),
        ("{a} checks the time again.", ()),
        ("{a} and {b} share a bench.", ()),
        ("{a} scrolls through messages.", ("phone",)),
        ("{a} grins at {b}'s joke.", ()),
        ("{a} chews gum and watches the door.", ()),
        ("{a} wipes the table with a cloth.", ("cloth",)),
        ("{a} moves away from {b}.", ()),
        ("{a} tears a page from a magazine.", ("magazine",)),
        ("{a} stands with folded arms.", ()),
        ("{a} ties a shoelace.", ("shoe",)),
        ("{a} sharpens pencils into a heap.", ("pencil", "book")),
        ("{a} hugs {b} briefly.", ()),
        ("{a} hums a tune.", ()),
        ("{a} eats an orange over the sink.", ("orange",)),
        ("{a} folds a paper plane.", ("paper", "ticket")),
    ),
    asides=(
        "You are early today.",
        "I can explain everything.",
        "Nothing happens in this town.",
        "Give me five minutes.",
        "They told me you had gone.",
        "Do you want half of it?",
        "I would not do that.",
        "It is only the wind.",
        "Somebody has been in here.",
        "My mother used to say so.",
        "Then we agree.",
        "Not so loud.",
    ),
    epithets=("the newcomer", "the quiet one", "the boss"),
)

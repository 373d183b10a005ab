/** Nouns whose plural follows no rule that is worth having. */
export const irregularPlurals: ReadonlyMap<string, string> = new Map(
  pairs(`
    die dice | goose geese | louse lice | woodlouse woodlice | ox oxen | penny pennies
    calf calves | elf elves | half halves | hoof hooves | self selves | sheaf sheaves | thief thieves
    wharf wharves | dwarf dwarves
    cactus cacti | fungus fungi | nucleus nuclei | radius radii | stimulus stimuli | alumnus alumni
    bacillus bacilli | magus magi | colossus colossi | tumulus tumuli | incubus incubi | succubus succubi
    homunculus homunculi
    larva larvae | alga algae | vertebra vertebrae | antenna antennae | nebula nebulae | pupa pupae
    bacterium bacteria | datum data | stratum strata | erratum errata | ovum ova
    criterion criteria | phenomenon phenomena | automaton automata
    vertex vertices | vortex vortices | matrix matrices | appendix appendices | codex codices | helix helices
    axis axes | tableau tableaux | château châteaux | chateau chateaux
    hero heroes | superhero superheroes | potato potatoes | tomato tomatoes | echo echoes | torpedo torpedoes
    veto vetoes | volcano volcanoes | mosquito mosquitoes | mango mangoes | buffalo buffaloes | domino dominoes
    embargo embargoes | tornado tornadoes | cargo cargoes | halo haloes | desperado desperadoes
    motto mottoes | archipelago archipelagoes
    stomach stomachs | monarch monarchs | patriarch patriarchs | matriarch matriarchs | oligarch oligarchs
    hierarch hierarchs | epoch epochs | loch lochs | eunuch eunuchs
    quiz quizzes | whiz whizzes | fez fezzes
    lens lenses | summons summonses | cyclops cyclopes
  `),
);

/** Words that keep their odd plural at the end of longer ones: grandchildren, werewolves, swordsmen. */
export const irregularEndings: ReadonlyMap<string, string> = new Map(
  pairs(`
    man men | child children | person people | foot feet | tooth teeth | mouse mice
    wolf wolves | knife knives | leaf leaves | loaf loaves | life lives | wife wives | shelf shelves
    scarf scarves | staff staves
  `),
);

/** They only look like the ones above. */
export const regularEndings: ReadonlySet<string> = new Set(
  words(`
    human superhuman german roman norman shaman talisman ottoman caiman cayman dragoman brahman
    distaff
  `),
);

/** They end like "women", and there is one of them. */
export const singularInMen: ReadonlySet<string> = new Set(
  words("abdomen acumen bitumen cyclamen foramen hymen lumen omen ramen regimen semen specimen stamen"),
);

/** One or many, the word is the same. */
export const unchangingNouns: ReadonlySet<string> = new Set(
  words(`
    aircraft armor armour barracks bellows biceps bison chassis corps crossroads deer equipment fish forceps
    gallows gasworks gold goldfish headquarters ironworks jewellery jewelry means mews money moose news
    offspring salmon series sheep shrimp silver spacecraft species squid swine swordfish triceps trout
    waterworks wildlife
  `),
);

function words(list: string): string[] {
  return list.trim().split(/\s+/);
}

function pairs(list: string): (readonly [string, string])[] {
  return list
    .split(/[|\n]/)
    .map(words)
    .flatMap(([singular = "", plural]) => (plural === undefined ? [] : [[singular, plural] as const]));
}

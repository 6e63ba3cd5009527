// What the streets of a drawn town are called, in the manner of its country.

interface Manner {
  readonly major: readonly ((stem: string) => string)[]
  readonly minor: readonly ((stem: string) => string)[]
  readonly stems: readonly string[]
  /** The name of the nth street, when all others are taken. */
  readonly numbered: (nth: number) => string
}

/** No street is named after a person: trees, trades, waters and landmarks only. */
const french: Manner = {
  major: [(stem) => `Avenue ${stem}`, (stem) => `Boulevard ${stem}`],
  minor: [(stem) => `Rue ${stem}`, (stem) => `Allée ${stem}`, (stem) => `Ruelle ${stem}`],
  stems: words(
    `des Manguiers|des Palmiers|du Marché|de la Gare|de la Poste|des Flamboyants|de l'Hôpital|des Écoles|du Stade|
    de la Mairie|des Cocotiers|du Port|de la Paix|de l'Indépendance|de la Réunification|des Bananiers|du Moulin|
    des Potiers|des Pêcheurs|du Carrefour|de la Source|du Lac|des Hibiscus|des Bougainvillées|de la Colline|
    des Tisserands|de la Savane|du Baobab|des Avocatiers|de la Rivière|du Pont|des Artisans|de la Liberté|
    de l'Unité|du Progrès|des Cacaoyers|du Caféier|de la Cathédrale|de la Mosquée|du Musée|des Jardins|du Plateau|
    de la Corniche|des Goyaviers|des Orangers|du Tam-tam|de la Forge|des Forestiers|du Soleil|de la Lagune|
    du Kiosque|des Filaos|de la Brasserie|du Cinéma|des Lilas|de la Radio|de l'Aéroport|des Mimosas|du Camp|
    de la Joie|de l'Espoir|des Marchands`,
  ),
  numbered: (nth) => `Rue 1.${String(800 + nth)}`,
}

const irish: Manner = {
  major: [(stem) => `${stem} Road`, (stem) => `${stem} Avenue`],
  minor: ['Street', 'Lane', 'Terrace', 'Park', 'Row', 'Place'].map((end) => (stem: string) => `${stem} ${end}`),
  stems: words(
    `Alder|Ash|Barrow|Bayview|Beech|Bell|Blackthorn|Bridge|Brook|Canal|Castle|Cedar|Chapel|Church|Cooper|Copper|
    Corn Market|Cuckoo|Distillery|Dove|Elm|Fern|Fisher|Foundry|Gorse|Granary|Harbour|Hawthorn|Heather|Hill|Holly|
    Ivy|Kiln|Lark|Lime|Linen|Malt|Meadow|Mill|Millstream|North Quay|Oak|Old Mill|Orchard|Pottery|Rowan|Rope|Sallow|
    Sandpiper|Ship|Silver|Slate|South Quay|Spire|Swan|Tannery|Thorn|Tide|Tower|Turf|Weaver|Willow|Windmill|Yew`,
  ),
  numbered: (nth) => `${ordinal(nth)} Lane`,
}

const indian: Manner = {
  major: [(stem) => `${stem} Main Road`, (stem) => `${stem} High Road`],
  minor: ['Street', 'Cross', 'Lane', 'Layout Road'].map((end) => (stem: string) => `${stem} ${end}`),
  stems: words(
    `Areca|Ashoka|Bamboo Bazaar|Banyan|Bazaar|Brigade|Champak|Clock Tower|Coconut Grove|Copper|Cotton Pet|Fort|
    Flower Market|Garden|Gulmohar|Hill View|Jackfruit|Jasmine|Lake View|Lotus|Lotus Tank|Mango Grove|Margosa|Mill|
    Mint|Neem|Old Market|Orchard|Palace|Palm|Peepal|Pepper|Railway|Rain Tree|Rose Garden|Sampige|Sandal|Silk Board|
    Silver Oak|Spice Market|Station|Sugar Mill|Tamarind|Tank Bund|Teak|Temple|Tulsi|Weavers`,
  ),
  numbered: (nth) => `${ordinal(nth)} Cross`,
}

const american: Manner = {
  major: [(stem) => `${stem} Avenue`, (stem) => `${stem} Boulevard`],
  minor: ['Street', 'Lane', 'Drive', 'Court', 'Way'].map((end) => (stem: string) => `${stem} ${end}`),
  stems: words(
    `Alamo|Azalea|Bayou|Bluebonnet|Buffalo|Cactus|Canal|Cattail|Cedar|Chestnut|Clay|Commerce|Cottonwood|Crawfish|
    Cypress|Depot|Dogwood|Elm|Fig|Franklin|Gulf|Heights|Heron|Hickory|Juniper|Lamar|Live Oak|Magnolia|Main|Maple|
    Mesquite|Mockingbird|Navigation|Oleander|Orange|Pecan|Persimmon|Pine|Plum|Prairie|Quarry|Railhead|Redbud|River|
    Sabine|Sage|Shell|Sycamore|Texas|Trinity|Turning Basin|Walnut|Waterway|White Oak|Willow|Yaupon`,
  ),
  numbered: (nth) => `${ordinal(nth)} Street`,
}

const manners: Readonly<Record<string, Manner>> = { CM: french, FR: french, IE: irish, GB: irish, IN: indian }

/** Names streets one after the other, none twice. */
export function namerFor(country: string, random: () => number): (kind: 'major' | 'minor') => string {
  const manner = manners[country] ?? american
  const left = { major: shuffled(namesOf(manner, 'major'), random), minor: shuffled(namesOf(manner, 'minor'), random) }
  let nth = 0

  return (kind) => left[kind].pop() ?? manner.numbered((nth += 1))
}

function namesOf(manner: Manner, kind: 'major' | 'minor'): string[] {
  return manner.stems.flatMap((stem) => manner[kind].map((form) => form(stem)))
}

function shuffled(names: string[], random: () => number): string[] {
  for (let last = names.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const [one, two] = [names[last] ?? '', names[other] ?? '']
    names[last] = two
    names[other] = one
  }

  return names
}

function ordinal(nth: number): string {
  const tail = nth % 100 >= 11 && nth % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][nth % 10] ?? 'th')
  return `${nth}${tail}`
}

function words(list: string): string[] {
  return list.split('|').map((word) => word.trim())
}

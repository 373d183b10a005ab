/** What moving says, when nobody says it better. */
export const moveWords = {
  nowhereToGo: () => "There is no such place to go to.",
  insideItself: () => "Nothing can be inside itself.",
  cannotPass: () => "You cannot go that way.",
  leaves: "$You(object) leaves {origin} for {destination}.",
  arrives: "$You(object) arrives at {destination} from {origin}.",
  appears: "$You(object) arrives at {destination}.",
  nowYours: "You now have {object}.",
  somewhere: "somewhere",
  nowhere: "nowhere",
} as const;

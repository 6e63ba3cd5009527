// What others may use of search.
export { indexMarket, withoutTermIndex } from './follow-catalog.ts'
export { rememberSearch } from './remember-search.ts'
export { saveSynonyms } from './save-synonyms.ts'
export { searchFood } from './search-food.ts'

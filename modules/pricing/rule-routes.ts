// The addresses of price rules, groups of customers, conditions, and of what prices have been.
import { Condition } from '@provender/markets'
import { type AnyRoute, route } from '@provender/platform/http'
import { IdOf } from '@provender/platform/ids'
import { Type } from 'typebox'
import { CustomerGroup, CustomerGroupDraft, listGroups, removeGroup, saveGroup } from './customer-group.ts'
import { groupInUse, groupUnknown, ruleUnclear, ruleUnknown, sellerUnknown } from './errors.ts'
import { PriceRule, PriceRuleDraft } from './price-rule.ts'
import { type RuleSide, addRule, changeRule, ownVendor, removeRule } from './save-rule.ts'
import { selectRules } from './rule-store.ts'
import { ConditionList, SetCondition, listConditions, setCondition } from './set-condition.ts'
import { PriceHistory, getPriceHistory } from './shown-prices.ts'

const oneRule = Type.Object({ ruleId: IdOf('Price rule') })
const oneGroup = Type.Object({ groupId: IdOf('Customer group') })
const ofVendor = Type.Object({ vendorId: Type.Optional(IdOf<'vendor'>('Vendor')) })
const RuleList = Type.Object({ items: Type.Array(PriceRule) }, { title: 'PriceRuleList' })
const Done = Type.Object({ removed: Type.Boolean() })

function sideRoutes(side: RuleSide, whose: string): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/price-rules',
      audience: side,
      permission: `pricing.${side}_rules`,
      summary: `Price rules of ${whose}`,
      query: ofVendor,
      reply: RuleList,
      errors: [sellerUnknown],
      handle: async ({ db, ctx, query }) => ({
        items: await selectRules(db, side === 'admin' ? null : ownVendor(ctx, query.vendorId)),
      }),
    }),
    route({
      method: 'POST',
      path: '/price-rules',
      audience: side,
      permission: `pricing.${side}_rules`,
      summary: `Add a price rule for ${whose}`,
      query: ofVendor,
      body: PriceRuleDraft,
      reply: PriceRule,
      status: 201,
      idempotent: 'accepted',
      errors: [ruleUnclear, sellerUnknown, groupUnknown],
      handle: ({ tx, ctx, query, body }) => addRule(tx, ctx, { side, vendorId: query.vendorId, draft: body }),
    }),
    route({
      method: 'PUT',
      path: '/price-rules/:ruleId',
      audience: side,
      permission: `pricing.${side}_rules`,
      summary: `Change a price rule of ${whose}, or pause it`,
      params: oneRule,
      body: PriceRuleDraft,
      reply: PriceRule,
      errors: [ruleUnclear, ruleUnknown, groupUnknown],
      handle: ({ tx, ctx, params, body }) => changeRule(tx, ctx, { side, ruleId: params.ruleId, draft: body }),
    }),
    route({
      method: 'DELETE',
      path: '/price-rules/:ruleId',
      audience: side,
      permission: `pricing.${side}_rules`,
      summary: `Remove a price rule of ${whose}`,
      params: oneRule,
      reply: Done,
      errors: [ruleUnknown],
      handle: async ({ tx, ctx, params }) => {
        await removeRule(tx, ctx, { side, ruleId: params.ruleId })
        return { removed: true }
      },
    }),
  ]
}

const groupRoutes: readonly AnyRoute[] = (['vendor', 'admin'] as const).map((audience) =>
  route({
    method: 'GET',
    path: '/customer-groups',
    audience,
    permission: `pricing.${audience}_groups`,
    summary: audience === 'admin' ? 'Groups of customers and who is in them' : 'Groups of customers',
    reply: Type.Object({ items: Type.Array(CustomerGroup) }, { title: 'CustomerGroupList' }),
    errors: [],
    handle: async ({ db, ctx }) => {
      const groups = await listGroups(db, ctx)
      // Vendors may price for a group; who is in it is none of their business.
      return audience === 'admin' ? groups : { items: groups.items.map((group) => ({ ...group, memberIds: [] })) }
    },
  }),
)

export const ruleRoutes: readonly AnyRoute[] = [
  ...sideRoutes('vendor', 'the vendor'),
  ...sideRoutes('admin', 'the market'),
  ...groupRoutes,
  route({
    method: 'PUT',
    path: '/customer-groups/:groupId',
    audience: 'admin',
    permission: 'pricing.admin_groups',
    summary: 'Add a group of customers under an id of yours, or change it',
    params: oneGroup,
    body: CustomerGroupDraft,
    reply: CustomerGroup,
    errors: [],
    handle: ({ tx, ctx, params, body }) => saveGroup(tx, ctx, { id: params.groupId, ...body }),
  }),
  route({
    method: 'DELETE',
    path: '/customer-groups/:groupId',
    audience: 'admin',
    permission: 'pricing.admin_groups',
    summary: 'Remove a group of customers',
    params: oneGroup,
    reply: Done,
    errors: [groupUnknown, groupInUse],
    handle: async ({ tx, ctx, params }) => {
      await removeGroup(tx, ctx, params.groupId)
      return { removed: true }
    },
  }),
  route({
    method: 'GET',
    path: '/conditions',
    audience: 'admin',
    permission: 'pricing.set_condition',
    summary: 'What is going on in the town, and until when',
    reply: ConditionList,
    errors: [],
    handle: ({ db, ctx }) => listConditions(db, ctx),
  }),
  route({
    method: 'PUT',
    path: '/conditions/:condition',
    audience: 'admin',
    permission: 'pricing.set_condition',
    summary: 'Say that something goes on for a while, or that it is over',
    params: Type.Object({ condition: Condition }),
    body: SetCondition,
    reply: ConditionList,
    errors: [],
    handle: async ({ tx, ctx, params, body }) => {
      await setCondition(tx, ctx, { ...params, ...body })
      return listConditions(tx, ctx)
    },
  }),
  route({
    method: 'GET',
    path: '/products/:productId/prices',
    audience: 'public',
    permission: 'pricing.read_history',
    summary: 'What a product has cost, newest first',
    params: Type.Object({ productId: IdOf<'product'>('Product') }),
    reply: PriceHistory,
    errors: [],
    cache: { seconds: 60, until: ['pricing.', 'catalog.product_changed'] },
    handle: ({ db, ctx, params }) => getPriceHistory(db, ctx, params.productId),
  }),
]

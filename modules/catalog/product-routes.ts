// The addresses of categories, products and quotes.
import { Stock, promisedAlready } from '@provender/inventory'
import { pictureUnknown } from '@provender/media'
import { type AnyRoute, route } from '@provender/platform/http'
import { IdOf } from '@provender/platform/ids'
import { Quote } from '@provender/pricing'
import { Type } from 'typebox'
import { AddProduct, addProduct } from './add-product.ts'
import { Category, CategoryDraft } from './category.ts'
import { changeProduct } from './change-product.ts'
import { countProduct } from './count-product.ts'
import { categoryUnknown, detailsUnclear, nameTaken, optionsUnclear, productUnknown, vendorUnknown } from './errors.ts'
import { getProduct } from './get-product.ts'
import { CategoryList, listCategories } from './list-categories.ts'
import { ListProducts, ProductPage, listProducts } from './list-products.ts'
import { ListOwnProducts, VendorProductPage, getOwnProduct, listOwnProducts } from './own-products.ts'
import { OnHand, Product, ProductDraft, ProductId, VendorProduct } from './product.ts'
import { QuoteBasket, quoteBasket, quoteErrors } from './quote-basket.ts'
import { removeProduct } from './remove-product.ts'
import { saveCategory } from './save-category.ts'
import { sellOut } from './sell-out.ts'
import { Slug } from './vendor.ts'

const one = Type.Object({ productId: ProductId })
const onSale = { seconds: 300, until: ['catalog.', 'markets.', 'inventory.stock_changed', 'pricing.prices_changed'] }

export const productRoutes: readonly AnyRoute[] = [
  route({
    method: 'GET',
    path: '/categories',
    audience: 'public',
    permission: 'catalog.list_categories',
    summary: 'The shelves of the market',
    reply: CategoryList,
    errors: [],
    cache: { seconds: 300, until: ['catalog.'] },
    handle: ({ db, ctx }) => listCategories(db, ctx),
  }),
  route({
    method: 'GET',
    path: '/products',
    audience: 'public',
    permission: 'catalog.list_products',
    summary: 'What can be bought here, whoever sells it',
    query: ListProducts,
    reply: ProductPage,
    errors: [],
    cache: onSale,
    handle: ({ db, ctx, query }) => listProducts(db, ctx, query),
  }),
  route({
    method: 'GET',
    path: '/products/:productId',
    audience: 'public',
    permission: 'catalog.read_product',
    summary: 'One product, with its allergens and who sells it',
    params: one,
    reply: Product,
    errors: [productUnknown],
    cache: onSale,
    handle: ({ db, ctx, params }) => getProduct(db, ctx, params.productId),
  }),
  route({
    method: 'POST',
    path: '/quotes',
    audience: 'public',
    permission: 'catalog.quote_basket',
    summary: 'What a basket would cost right now, or why it cannot be sold',
    body: QuoteBasket,
    reply: Quote,
    errors: quoteErrors,
    transaction: 'own',
    limit: { most: 120, perSeconds: 60, by: 'ip' },
    handle: async ({ db, ctx, body }) => (await quoteBasket(db, ctx, body)).quote,
  }),
  route({
    method: 'GET',
    path: '/products',
    audience: 'vendor',
    permission: 'catalog.list_own_products',
    summary: "The vendor's products, on the menu or not",
    query: ListOwnProducts,
    reply: VendorProductPage,
    errors: [vendorUnknown],
    handle: ({ db, ctx, query }) => listOwnProducts(db, ctx, query),
  }),
  route({
    method: 'POST',
    path: '/products',
    audience: 'vendor',
    permission: 'catalog.add_product',
    summary: 'Put something new on the menu',
    query: Type.Object({ vendorId: ListOwnProducts.properties.vendorId }),
    body: AddProduct,
    reply: VendorProduct,
    status: 201,
    errors: [vendorUnknown, categoryUnknown, nameTaken, optionsUnclear, detailsUnclear, productUnknown, pictureUnknown],
    idempotent: 'accepted',
    handle: ({ tx, ctx, query, body }) => addProduct(tx, ctx, { vendorId: query.vendorId, draft: body }),
  }),
  route({
    method: 'GET',
    path: '/products/:productId',
    audience: 'vendor',
    permission: 'catalog.read_own_product',
    summary: 'One product as its vendor sees it',
    params: one,
    reply: VendorProduct,
    errors: [productUnknown],
    handle: ({ db, ctx, params }) => getOwnProduct(db, ctx, params.productId),
  }),
  route({
    method: 'PUT',
    path: '/products/:productId',
    audience: 'vendor',
    permission: 'catalog.change_product',
    summary: 'Change a product, or take it off the menu for now',
    params: one,
    body: ProductDraft,
    reply: VendorProduct,
    errors: [productUnknown, categoryUnknown, optionsUnclear, detailsUnclear, promisedAlready, pictureUnknown],
    handle: ({ tx, ctx, params, body }) => changeProduct(tx, ctx, { ...params, draft: body }),
  }),
  route({
    method: 'DELETE',
    path: '/products/:productId',
    audience: 'vendor',
    permission: 'catalog.remove_product',
    summary: 'Take a product off for good',
    params: one,
    reply: Type.Object({ removed: Type.Boolean() }),
    errors: [productUnknown],
    handle: async ({ tx, ctx, params }) => {
      await removeProduct(tx, ctx, params.productId)
      return { removed: true }
    },
  }),
  route({
    method: 'PUT',
    path: '/products/:productId/stock',
    audience: 'vendor',
    permission: 'catalog.count_product',
    summary: 'Say what lies on the shelf, or that the product is made to order',
    params: one,
    body: Type.Object({ onHand: OnHand, optionId: Type.Optional(IdOf<'option'>('Option of it that is counted')) }),
    reply: Stock,
    errors: [productUnknown, promisedAlready],
    handle: ({ tx, ctx, params, body }) => countProduct(tx, ctx, { ...params, ...body }),
  }),
  route({
    method: 'PUT',
    path: '/products/:productId/sold-out',
    audience: 'vendor',
    permission: 'catalog.sell_out',
    summary: 'Say that a product is sold out for today, or that it is back; tomorrow it is by itself',
    params: one,
    body: Type.Object({ soldOut: Type.Boolean() }),
    reply: VendorProduct,
    errors: [productUnknown],
    handle: ({ tx, ctx, params, body }) => sellOut(tx, ctx, { ...params, ...body }),
  }),
  route({
    method: 'PUT',
    path: '/categories/:slug',
    audience: 'admin',
    permission: 'catalog.save_category',
    summary: 'Add a category, or change one',
    params: Type.Object({ slug: Slug }),
    body: CategoryDraft,
    reply: Category,
    errors: [pictureUnknown],
    handle: ({ tx, ctx, params, body }) => saveCategory(tx, ctx, { ...params, draft: body }),
  }),
]

// How WIT looks in JavaScript: a record is an object with its fields in camel case, u64 is a BigInt, a tuple is an
// array, flags are an object of booleans, an enum is a string, an absent option is undefined, a variant is
// { tag, val }, and a function that declares a result returns the ok value or throws the error value.

const CATALOGUE = [
  ['MUG-3-Y', 'Stoneware mug', 1250n, [9, 9, 11], 0.4, { fragile: true }, 240],
  ['POT-7-M', 'Stoneware teapot', 4890n, [24, 15, 16], 1.25, { fragile: true }, 12],
  ['TEA-1-H', 'First flush Darjeeling tea, 250 g', 1875n, [8, 8, 16], 0.3, {}, 96],
  ['CAKE-2-O', 'Lemon cheesecake', 2990n, [26, 26, 9], 1.5, { chilled: true, fragile: true }, 5],
  ['TABLE-4-W', 'Oak tea table', 38900n, [90, 60, 45], 18.5, { twoPersons: true }, undefined],
].map(([sku, name, amount, size, weightKg, handling, stock]) => ({
  sku,
  name,
  price: euros(amount),
  size,
  weightKg,
  handling: { fragile: false, chilled: false, twoPersons: false, ...handling },
  stock,
}));

const COUPONS = new Map([
  ['TEATIME', { tag: 'percent', val: 10 }],
  ['WELCOME', { tag: 'fixed', val: euros(500n) }],
  ['NOPOSTAGE', { tag: 'free-delivery' }],
]);

const MADE_TO_ORDER_AT_ONCE = 8;
const MAX_PARCEL_KG = 20;

function euros(amount) {
  return { amount, currency: 'eur' };
}

function product(sku) {
  return CATALOGUE.find((candidate) => candidate.sku === sku);
}

/** Pairs each line with its product, or throws the first order-error. */
function resolve(lines) {
  if (lines.length === 0) throw { tag: 'empty' };
  return lines.map(({ sku, quantity }) => {
    const found = product(sku);
    if (!found) throw { tag: 'unknown-product', val: sku };
    const available = found.stock ?? MADE_TO_ORDER_AT_ONCE;
    if (quantity > available) throw { tag: 'out-of-stock', val: { sku, wanted: quantity, available } };
    return { found, quantity };
  });
}

function discountOf(coupon) {
  if (coupon === undefined) return undefined;
  const discount = COUPONS.get(coupon.toUpperCase());
  if (!discount) throw { tag: 'bad-coupon', val: `no coupon is called "${coupon}"` };
  return discount;
}

function deliveryCost(delivery, discount) {
  if (delivery.tag === 'express' && (delivery.val < 8 || delivery.val > 20)) {
    throw { tag: 'bad-hour', val: delivery.val };
  }
  if (delivery.tag === 'pickup' || discount?.tag === 'free-delivery') return 0n;
  return delivery.tag === 'standard' ? 490n : 990n + (delivery.val < 12 ? 500n : 0n);
}

function reduced(goods, discount) {
  switch (discount?.tag) {
    case 'percent':
      return goods - (goods * BigInt(discount.val)) / 100n;
    case 'fixed':
      return goods > discount.val.amount ? goods - discount.val.amount : 0n;
    default:
      return goods;
  }
}

function either(one, other) {
  return {
    fragile: one.fragile || other.fragile,
    chilled: one.chilled || other.chilled,
    twoPersons: one.twoPersons || other.twoPersons,
  };
}

/** Adds one piece to a parcel. */
function add(parcel, { sku, weightKg, handling }) {
  const line = parcel.contents.find((candidate) => candidate.sku === sku);
  if (line) line.quantity++;
  else parcel.contents.push({ sku, quantity: 1 });
  parcel.weightKg += weightKg;
  parcel.handling = either(parcel.handling, handling);
}

/** The sum of the letters and digits before the last one, as a letter. */
function checkLetter(sku) {
  const sum = [...sku].slice(0, -1).reduce((total, c) => (c === '-' ? total : total + c.charCodeAt(0)), 0);
  return String.fromCharCode(65 + (sum % 26));
}

export const desk = {
  search(text, limit) {
    const wanted = text.toLowerCase();
    return CATALOGUE.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, limit);
  },

  find: product,

  price({ lines, delivery, coupon }) {
    const resolved = resolve(lines);
    const discount = discountOf(coupon);
    const cost = deliveryCost(delivery, discount);
    const priced = resolved.map(({ found, quantity }) => [
      found,
      quantity,
      euros(found.price.amount * BigInt(quantity)),
    ]);
    const goods = priced.reduce((sum, [, , { amount }]) => sum + amount, 0n);
    return { lines: priced, discount, delivery: euros(cost), total: euros(reduced(goods, discount) + cost) };
  },

  pack(lines) {
    const parcels = [];
    for (const { found, quantity } of resolve(lines)) {
      for (let piece = 0; piece < quantity; piece++) {
        let parcel = parcels.find(({ weightKg }) => weightKg + found.weightKg <= MAX_PARCEL_KG);
        if (!parcel) {
          parcel = { contents: [], weightKg: 0, handling: {} };
          parcels.push(parcel);
        }
        add(parcel, found);
      }
    }
    return parcels;
  },

  checkSku(sku) {
    const expected = checkLetter(sku);
    const actual = sku.at(-1) ?? '?';
    if (expected !== actual) throw [expected, actual];
  },
};

export function catalogueDate() {
  return '2026-01-01';
}

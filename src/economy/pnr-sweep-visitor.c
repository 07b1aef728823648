/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of one shopper down the prices of an item, to whom relationships show more.
 *
 * While one price falls her first basket changes at a few prices, and between two of them her
 * second choice is that of any shopper who sees just the offers it leads to. So each of her steps
 * is either a further use of the item or a turn from one set of offers to another. */
#include "config.h"

#include "economy/pnr-sweep-visitor-private.h"

/* Uses of the item in the first basket and in the second. */
typedef struct {
  guint first;
  guint second;
} State;

/* An order with its chance to be made. @uses: of the item. */
typedef struct {
  PnrSweepBasket basket;
  double surplus;
  double stay;
  guint uses;
} Order;

/* Whoever is shown an offer and does not want it may leave altogether. */
static double
get_stay (const PnrSweepBasket *basket, guint shown, const PnrBelief *belief)
{
  double stay = 1.0;

  for (guint left = basket->units > 0 ? shown & ~basket->used : 0; left != 0; left &= left - 1)
    stay *= 1.0 - belief->loss[__builtin_ctz (left)];
  return stay;
}

static Order
get_order (const PnrSweepVisitor *self, State state)
{
  const PnrSweepTables *tables = self->tables;
  gsize seen = pnr_sweep_visitor_get_place (self, state.first);
  gsize place = pnr_sweep_visitor_get_place (self, state.first * self->own->n + state.second);
  guint variant = self->own->variant[seen];
  Order order = { .basket = self->beside, .uses = state.second };
  const PnrSweepBasket *own =
      &tables->level_baskets[state.second][variant][self->own->second_content[place]];
  guint shown =
      self->beside_shown | (self->own->seen[seen] & tables->shop->parts[tables->own_part].led);

  pnr_sweep_basket_add (&order.basket, own);
  order.basket.holds_item = own->holds_item;
  order.basket.extra_keep = own->extra_keep;
  order.basket.settled = pnr_sweep_tables_settle (tables, &order.basket);
  order.stay = get_stay (&order.basket, shown, self->belief);
  order.surplus = (double) (self->own->second_surplus[place] + self->beside_surplus) / self->scale;
  return order;
}

static void
fill_step (const PnrSweepVisitor *self, const Order *from, const Order *to, double keep,
           PnrSweepShopper *step)
{
  double before = from->stay * from->uses, after = to->stay * to->uses;

  step->weight = self->weight;
  step->items = after - before;
  step->extra_keep = after * (to->basket.extra_keep + self->tables->keep - keep)
                     - before * (from->basket.extra_keep + self->tables->keep - keep);
  step->units_without = from->stay * from->basket.units;
  step->orders_without = from->basket.units > 0 ? from->stay : 0.0;
  step->contribution_without = from->stay * from->basket.settled;
  step->revenue_without = from->stay * from->basket.paid_minor;
  step->surplus_without = from->stay * from->surplus;
  step->units_with = to->stay * to->basket.units;
  step->orders_with = to->basket.units > 0 ? to->stay : 0.0;
  step->contribution_with = to->stay * to->basket.settled;
  step->revenue_with = to->stay * to->basket.paid_minor;
  step->surplus_with = to->stay * to->surplus;
}

/* The next number of uses that a falling price leads to: the steepest way up from @from. */
static guint
find_next (const PnrSweepVisitor *self, const gint32 *surplus, guint from)
{
  gint64 start = surplus[pnr_sweep_visitor_get_place (self, from)];
  guint next = from + 1;

  for (guint level = from + 2; level < self->n_levels; level++)
    if ((surplus[pnr_sweep_visitor_get_place (self, level)] - start) * (next - from)
        > (surplus[pnr_sweep_visitor_get_place (self, next)] - start) * (level - from))
      next = level;
  return next;
}

/* The dearest price at which she makes @next uses rather than @from. */
static gint64
find_threshold (const PnrSweepVisitor *self, const gint32 *surplus, guint from, guint next,
                gboolean *is_cut)
{
  gint64 gain = (gint64) surplus[pnr_sweep_visitor_get_place (self, next)]
                - surplus[pnr_sweep_visitor_get_place (self, from)];
  gint64 by = next - from;

  *is_cut = gain % by != 0;
  return gain >= 0 ? gain / by : -((by - 1 - gain) / by);
}

/* Where two first baskets are worth the same to her, the shop's interest in them decides. */
static double
get_gain_of_first (const PnrSweepVisitor *self, guint from, guint to, gint64 threshold)
{
  const PnrSweepTables *tables = self->tables;
  guint variant = self->own->variant[pnr_sweep_visitor_get_place (self, self->own->n)];
  double price_minor = (double) threshold / self->scale, gain = 0.0;

  for (guint end = 0; end < 2; end++) {
    guint level = end == 0 ? from : to;
    const PnrSweepBasket *basket =
        &tables->level_baskets[level][variant]
                              [self->own->first_content[pnr_sweep_visitor_get_place (self, level)]];

    gain += (end == 0 ? -1.0 : 1.0)
            * (basket->contribution + (tables->keep + basket->extra_keep) * level * price_minor);
  }
  return gain;
}

/* A shopper's way down the prices, step by step. */
typedef struct {
  const PnrSweepVisitor *shopper;
  gint32 least;
  double keep;
  State state;
  PnrSweepShopper *steps;
  guint n_steps;
} Walk;

static gboolean
is_same (const PnrSweepVisitor *self, State one, State other)
{
  return one.second == other.second
         && self->own->variant[pnr_sweep_visitor_get_place (self, one.first)]
                == self->own->variant[pnr_sweep_visitor_get_place (self, other.first)];
}

/* A later step stands for what it adds alone. */
static void
make_further (PnrSweepShopper *step)
{
  step->is_further = TRUE;
  step->units_with -= step->units_without;
  step->orders_with -= step->orders_without;
  step->contribution_with -= step->contribution_without;
  step->revenue_with -= step->revenue_without;
  step->surplus_with -= step->surplus_without;
  step->units_without = step->orders_without = step->contribution_without = 0.0;
  step->revenue_without = step->surplus_without = 0.0;
}

static void
go (Walk *self, State to, gint64 threshold, gboolean is_cut)
{
  const PnrSweepVisitor *shopper = self->shopper;
  PnrSweepShopper *step = &self->steps[self->n_steps];
  Order before, after;
  int more = (to.second > 0) - (self->state.second > 0);

  if (threshold < self->least || is_same (shopper, self->state, to)) {
    self->state = to;
    return;
  }
  before = get_order (shopper, self->state);
  after = get_order (shopper, to);
  *step = (PnrSweepShopper){ .threshold = (gint32) threshold,
                             .is_cut = is_cut,
                             .is_turn = to.first != self->state.first,
                             .takers_besides = more - (self->n_steps == 0) };
  if (step->is_turn)
    step->turn_gain = get_gain_of_first (shopper, self->state.first, to.first, threshold);
  fill_step (shopper, &before, &after, self->keep, step);
  if (self->n_steps++ > 0)
    make_further (step);
  self->state = to;
}

/* While the first basket stays: from the price @ceiling, where it became that, to above @floor. */
static void
walk_down (Walk *self, guint first, gint64 ceiling, gboolean ceiling_is_cut, gint64 floor)
{
  const PnrSweepVisitor *shopper = self->shopper;
  const gint32 *surplus =
      shopper->own->second_surplus + (gsize) first * shopper->own->n * PNR_DEMAND_BLOCK;
  gboolean has_turned = ceiling == G_MAXINT64;
  guint level = 0;

  while (level + 1 < shopper->n_levels) {
    guint next = find_next (shopper, surplus, level);
    gboolean is_cut;
    gint64 threshold = find_threshold (shopper, surplus, level, next, &is_cut);

    if (threshold <= floor)
      break;
    if (threshold < ceiling && !has_turned) {
      go (self, (State){ first, level }, ceiling, ceiling_is_cut);
      has_turned = TRUE;
    }
    level = next;
    if (threshold < ceiling)
      go (self, (State){ first, level }, threshold, is_cut);
  }
  if (!has_turned)
    go (self, (State){ first, level }, ceiling, ceiling_is_cut);
}

static void
walk (Walk *self)
{
  const PnrSweepVisitor *shopper = self->shopper;
  const gint32 *surplus = shopper->own->first_surplus;
  gint64 ceiling = G_MAXINT64;
  gboolean is_cut = FALSE;

  for (guint first = 0; ceiling >= self->least;) {
    gint64 floor = G_MININT64;
    gboolean next_is_cut = FALSE;
    guint next = first;

    if (first + 1 < shopper->n_levels) {
      next = find_next (shopper, surplus, first);
      floor = find_threshold (shopper, surplus, first, next, &next_is_cut);
    }
    walk_down (self, first, ceiling, is_cut, floor);
    if (next == first)
      return;
    first = next;
    ceiling = floor;
    is_cut = next_is_cut;
  }
}

static void
add_to_rest (const PnrSweepShopper *own, PnrSweepShopper *rest)
{
  rest->weight += own->weight;
  rest->units_without += own->weight * own->units_without;
  rest->orders_without += own->weight * own->orders_without;
  rest->contribution_without += own->weight * own->contribution_without;
  rest->revenue_without += own->weight * own->revenue_without;
  rest->surplus_without += own->weight * own->surplus_without;
}

/* At a price that is held she takes it or not; she is counted among the takers of any price. */
guint
pnr_sweep_visitor_list_steps (const PnrSweepVisitor *self, gint32 least, double keep,
                              PnrSweepShopper *steps, PnrSweepShopper *rest)
{
  Walk way = { .shopper = self, .least = least, .keep = keep, .steps = steps };
  PnrSweepShopper one = { .threshold = G_MAXINT32 };
  Order order;

  walk (&way);
  if (way.n_steps > 0)
    return way.n_steps;
  order = get_order (self, (State){ 0, 0 });
  order.uses = 0;
  fill_step (self, &order, &order, keep, &one);
  if (!self->tables->item.is_held || !order.basket.holds_item) {
    add_to_rest (&one, rest);
    return 0;
  }
  steps[0] = one;
  return 1;
}

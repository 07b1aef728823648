/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What shoppers answer when the price of one item is free: how dear it may be for each of them.
 *
 * Most shoppers of most markets would not take the item at any price that is asked about. They are
 * added up and forgotten; only the others become steps that are sorted. */
#include "config.h"

#include "economy/pnr-sweep-tables-private.h"

/* What all shoppers of a crowd choose in one run, table by table. */
typedef struct {
  gint32 *surplus;
  guint32 *content;
} Choices;

static Choices
choose (const PnrSweepTables *self, const PnrSweepRun *run, const PnrCrowd *crowd)
{
  gsize n = (gsize) run->n_tables * PNR_DEMAND_BLOCK;
  Choices choices = { g_new (gint32, n), g_new (guint32, n) };

  for (guint t = 0; t < run->n_tables; t++)
    pnr_crowd_choose (crowd, run->tables[t], run->offered, self->unknown == 0,
                      choices.surplus + (gsize) t * PNR_DEMAND_BLOCK,
                      choices.content + (gsize) t * PNR_DEMAND_BLOCK);
  return choices;
}

void
pnr_sweep_basket_add (PnrSweepBasket *order, const PnrSweepBasket *basket)
{
  order->paid_minor += basket->paid_minor;
  order->charge_minor += basket->charge_minor;
  order->weight_g += basket->weight_g;
  order->units += basket->units;
  order->contribution += basket->contribution;
  order->used |= basket->used;
}

static gint32
divide_down (gint64 amount, gint64 by)
{
  return (gint32) (amount >= 0 ? amount / by : -((by - 1 - amount) / by));
}

/* One shopper in one run. @beside: what she puts into the basket from all other parts, with the
 * surplus of that. @surplus: of her choice in the item's own part, by uses of the item. */
typedef struct {
  const PnrSweepTables *tables;
  const PnrSweepRun *run;
  const PnrBelief *belief;
  gboolean may_leave;
  gint32 scale;
  double weight;
  PnrSweepBasket beside;
  gint64 beside_surplus;
  const gint32 *surplus;
  const guint32 *content;
} Shopper;

static gint32
get_surplus (const Shopper *self, guint level)
{
  return self->surplus[(gsize) level * PNR_DEMAND_BLOCK];
}

/* The next number of uses that a falling price leads to: the steepest way up from @from. */
static guint
find_next_level (const Shopper *self, guint n_levels, guint from)
{
  gint64 start = get_surplus (self, from);
  guint next = from + 1;

  for (guint level = from + 2; level < n_levels; level++)
    if ((get_surplus (self, level) - start) * (next - from)
        > (get_surplus (self, next) - start) * (level - from))
      next = level;
  return next;
}

/* The whole order with so many uses of the item. */
static PnrSweepBasket
get_order (const Shopper *self, guint level)
{
  gsize place = (gsize) level * PNR_DEMAND_BLOCK;
  PnrSweepBasket order = self->run->baskets[level][self->content[place]];

  if (self->run->n_tables == self->run->n_own)
    return order;
  pnr_sweep_basket_add (&order, &self->beside);
  order.settled = pnr_sweep_tables_settle (self->tables, &order);
  return order;
}

/* Whoever is shown an offer and does not want it may leave altogether. */
static double
get_stay (const Shopper *self, const PnrSweepBasket *order)
{
  guint unwanted = self->run->shown & ~order->used;
  double stay = 1.0;

  for (guint b = 0; self->may_leave && order->units > 0 && unwanted >> b != 0; b++)
    if (unwanted >> b & 1)
      stay *= 1.0 - self->belief->loss[b];
  return stay;
}

static double
get_order_surplus (const Shopper *self, guint level)
{
  return (double) (get_surplus (self, level) + self->beside_surplus) / self->scale;
}

static void
fill_without (const Shopper *self, guint level, PnrSweepShopper *step)
{
  PnrSweepBasket order = get_order (self, level);
  double stay = get_stay (self, &order);

  step->weight = self->weight;
  step->units_without = stay * order.units;
  step->orders_without = order.units > 0 ? stay : 0.0;
  step->contribution_without = stay * order.settled;
  step->revenue_without = stay * order.paid_minor;
  step->surplus_without = stay * get_order_surplus (self, level);
}

static void
fill_with (const Shopper *self, guint level, guint items, double keep, PnrSweepShopper *step)
{
  PnrSweepBasket order = get_order (self, level);
  double stay = get_stay (self, &order);

  step->items = stay * items;
  step->extra_keep = stay * items * (order.extra_keep + self->tables->keep - keep);
  step->units_with = stay * order.units;
  step->orders_with = order.units > 0 ? stay : 0.0;
  step->contribution_with = stay * order.settled;
  step->revenue_with = stay * order.paid_minor;
  step->surplus_with = stay * get_order_surplus (self, level);
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
add_to_rest (const Shopper *self, PnrSweepShopper *rest)
{
  PnrSweepShopper own;

  fill_without (self, 0, &own);
  rest->weight += own.weight;
  rest->units_without += own.weight * own.units_without;
  rest->orders_without += own.weight * own.orders_without;
  rest->contribution_without += own.weight * own.contribution_without;
  rest->revenue_without += own.weight * own.revenue_without;
  rest->surplus_without += own.weight * own.surplus_without;
}

/* At a price that is held she takes it or not; she is counted among the takers of any price. */
static gint32
find_held_threshold (const Shopper *self)
{
  return self->tables->item.is_held && get_order (self, 0).holds_item ? G_MAXINT32 : G_MININT32;
}

/* Steps down to the threshold @least, from the dearest; returns how many. */
static guint
list_steps (const Shopper *self, gint32 least, double keep, PnrSweepShopper *steps,
            PnrSweepShopper *rest)
{
  guint n_levels = self->run->is_item_seen ? self->run->n_own : 1;
  guint n_steps = 0;

  for (guint from = 0, next; from + 1 < n_levels; from = next) {
    PnrSweepShopper *step = &steps[n_steps];
    gint64 gain;
    gint32 threshold;

    next = find_next_level (self, n_levels, from);
    gain = (gint64) get_surplus (self, next) - get_surplus (self, from);
    threshold = divide_down (gain, next - from);
    if (threshold < least)
      break;
    *step = (PnrSweepShopper){ .threshold = threshold, .is_cut = gain % (next - from) != 0 };
    fill_without (self, from, step);
    fill_with (self, next, next - from, keep, step);
    if (n_steps++ > 0)
      make_further (step);
  }
  if (n_steps > 0)
    return n_steps;
  if (n_levels > 1 || find_held_threshold (self) < least) {
    add_to_rest (self, rest);
    return 0;
  }
  *steps = (PnrSweepShopper){ .threshold = find_held_threshold (self) };
  fill_without (self, 0, steps);
  fill_with (self, 0, 0, keep, steps);
  return 1;
}

static void
look_beside (Shopper *self, const Choices *choices, guint i)
{
  self->beside = (PnrSweepBasket){ 0 };
  self->beside_surplus = 0;
  for (guint t = self->run->n_own; t < self->run->n_tables; t++) {
    gsize place = (gsize) t * PNR_DEMAND_BLOCK + i;

    pnr_sweep_basket_add (&self->beside, &self->run->baskets[t][choices->content[place]]);
    self->beside_surplus += choices->surplus[place];
  }
}

static gboolean
may_leave (const PnrSweepTables *self, const PnrBelief *belief)
{
  for (guint b = 0; b < self->item.market->n_bundles; b++)
    if (belief->loss[b] > 0.0)
      return TRUE;
  return FALSE;
}

/* How many of those who are asked see exactly these offers. */
static double
get_share_of_run (const PnrSweepTables *self, const PnrSweepRun *run, const PnrBelief *belief)
{
  double share = 1.0;

  for (guint b = 0; b < self->item.market->n_bundles; b++)
    if (self->uncertain >> b & 1)
      share *= run->shown >> b & 1 ? belief->exposure[b] : 1.0 - belief->exposure[b];
  return share;
}

/**
 * pnr_sweep_tables_serve:
 * @self: tables
 * @asking: who is asked, and from which price on
 * @steps: (out): room for pnr_sweep_tables_get_n_steps() for each shopper
 * @rest: (out): all who make no step, each weighed already; its own weight is theirs together
 *
 * Finds the dearest price at which each takes the item, and takes it once more.
 *
 * Returns: how many steps there are
 */
gsize
pnr_sweep_tables_serve (const PnrSweepTables *self, const PnrSweepAsking *asking,
                        PnrSweepShopper *steps, PnrSweepShopper *rest)
{
  const PnrCrowd *crowd = asking->crowd;
  Shopper shopper = { .tables = self,
                      .belief = asking->belief,
                      .may_leave = may_leave (self, asking->belief),
                      .scale = crowd->scale };
  gsize n_steps = 0;

  if (self->shop != NULL)
    return pnr_sweep_meeting_serve (self, asking, steps, rest);
  *rest = (PnrSweepShopper){ 0 };
  for (guint r = 0; r < self->n_runs; r++) {
    Choices choices = choose (self, &self->runs[r], crowd);
    double weight = asking->weight * get_share_of_run (self, &self->runs[r], asking->belief);

    shopper.run = &self->runs[r];
    for (guint i = 0; i < crowd->n; i++) {
      shopper.weight = asking->weights != NULL ? weight * asking->weights[i] : weight;
      shopper.surplus = choices.surplus + i;
      shopper.content = choices.content + i;
      if (shopper.run->n_tables > shopper.run->n_own)
        look_beside (&shopper, &choices, i);
      n_steps += list_steps (&shopper, asking->least, asking->keep, steps + n_steps, rest);
    }
    g_free (choices.surplus);
    g_free (choices.content);
  }
  return n_steps;
}

/* A room holds a crowd, then steps with doubles, then keys. */
G_STATIC_ASSERT (sizeof (PnrCrowd) % sizeof (double) == 0 && sizeof (PnrSweepShopper) % 8 == 0);

/**
 * pnr_sweep_room_get_size:
 * @tables: tables
 * @block_size: shoppers of one block
 *
 * Returns: bytes that pnr_sweep_tables_fill() and the crowd it asks take
 */
gsize
pnr_sweep_room_get_size (const PnrSweepTables *tables, guint block_size)
{
  gsize n = (gsize) block_size * pnr_sweep_tables_get_n_steps (tables);

  return sizeof (PnrCrowd) + n * (sizeof (PnrSweepShopper) + 2 * sizeof (guint64));
}

/**
 * pnr_sweep_tables_fill:
 * @self: tables
 * @room: the crowd that is asked, at its start, and place for what it answers
 * @belief: exposures and losses
 * @weights: (nullable): what each shopper stands for; %NULL: all for @weight
 * @weight: what each stands for besides
 * @sweep: takes their answers
 * @part: as this part of it
 */
void
pnr_sweep_tables_fill (const PnrSweepTables *self, gpointer room, const PnrBelief *belief,
                       const double *weights, double weight, PnrPriceSweep *sweep, guint part)
{
  PnrCrowd *crowd = room;
  PnrSweepShopper *steps = (PnrSweepShopper *) (crowd + 1);
  gint64 least = CLAMP (self->item.least_minor, 0, G_MAXINT32 / crowd->scale) * crowd->scale;
  PnrSweepAsking asking = { crowd,  belief,         weights,
                            weight, (gint32) least, pnr_price_sweep_get_keep (sweep) };
  PnrSweepShopper rest;
  gsize n = pnr_sweep_tables_serve (self, &asking, steps, &rest);
  gsize n_most = (gsize) crowd->n * pnr_sweep_tables_get_n_steps (self);

  pnr_price_sweep_fill (sweep, part, steps, n, (guint64 *) (steps + n_most));
  pnr_price_sweep_add_rest (sweep, part, &rest);
}

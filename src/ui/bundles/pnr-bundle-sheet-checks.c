/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of the sheet that judges: cost, floor, place of the price, padding, who gains. */
#include "config.h"

#include "ui/bundles/pnr-bundle-sheet-private.h"

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "model/pnr-bundle-quote.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <math.h>

/* In the order in which they are asked; of parts and padding there is one for each product. */
typedef enum {
  FLOOR,
  PARTS,
  PLACE,
  WIN_WIN,
  CANNIBALISATION,
  PADDING,
} Question;

static guint
get_slot (PnrBundleSheet *self, Question question)
{
  guint n_parts = pnr_bundle_get_n_components (self->bundle);

  return question <= PARTS ? question : question + MAX (n_parts, 1) - 1;
}

static PnrSheetRow *
next_row (PnrBundleSheet *self, guint *n_rows)
{
  return pnr_sheet_row_at (self->check_list, (*n_rows)++, self->check_columns);
}

/* Every question keeps its row, hidden while there is nothing to say: were rows to move up, a
 * price at which one is settled would lay out the text of all below it again. */
static void
add_check (PnrBundleSheet *self, guint *n_rows, guint slot, PnrSheetTone tone, const char *title,
           const char *subtitle, const char *explanation)
{
  PnrSheetRow *row;

  while (*n_rows < slot)
    gtk_widget_set_visible (GTK_WIDGET (next_row (self, n_rows)), FALSE);
  row = next_row (self, n_rows);
  gtk_widget_set_visible (GTK_WIDGET (row), TRUE);
  pnr_sheet_row_set_tone (row, tone);
  pnr_sheet_row_show (row, title, subtitle);
  pnr_sheet_row_explain (row, explanation);
}

/* What the products of a usual sale need at least, with their tax. */
static gint64
add_floors (PnrBundleSheet *self)
{
  g_autoptr (GVariant) parts = pnr_report_get (self->report, "components");
  gint64 sum = 0;

  for (gsize i = 0; i < pnr_report_list_length (parts); i++) {
    g_autoptr (GVariant) part = pnr_report_list_get (parts, i);
    gint64 floor = pnr_bundle_sheet_get_minor (self, part, "floor");

    if (floor == PNR_MONEY_UNKNOWN)
      return PNR_MONEY_UNKNOWN;
    sum += floor;
  }
  return sum;
}

static void
check_floor (PnrBundleSheet *self, guint *n_rows)
{
  gint64 floor_minor = add_floors (self);
  gint64 price_minor = pnr_bundle_sheet_get_minor (self, self->report, "price");
  g_autofree char *price = pnr_session_format_money (self->session, price_minor);
  g_autofree char *floor = pnr_session_format_money (self->session, floor_minor);
  /* Translators: a price and the lowest one. */
  g_autofree char *subtitle = g_strdup_printf (_ ("Price %s, floor %s"), price, floor);
  gboolean is_below = price_minor < floor_minor;

  if (floor_minor == PNR_MONEY_UNKNOWN
      && pnr_bundle_get_kind (self->bundle) == PNR_BUNDLE_KIND_GIFT)
    add_check (self, n_rows, get_slot (self, FLOOR), PNR_SHEET_TONE_OPEN,
               _ ("The other goods pay for the gift"),
               _ ("What they cost is not known here, so no floor can be told."), NULL);
  else if (floor_minor == PNR_MONEY_UNKNOWN)
    add_check (self, n_rows, get_slot (self, FLOOR), PNR_SHEET_TONE_OPEN, _ ("Floor not known"),
               _ ("The cost of a product is missing. Type it in the catalogue or import it."),
               NULL);
  else
    add_check (self, n_rows, get_slot (self, FLOOR),
               is_below ? PNR_SHEET_TONE_BAD : PNR_SHEET_TONE_GOOD,
               is_below ? _ ("The price is below the cost") : _ ("The price covers the cost"),
               subtitle, _ ("Floor: cost of every product with its tax, added up."));
}

static void
check_parts_below_cost (PnrBundleSheet *self, guint *n_rows)
{
  g_autoptr (GVariant) parts = pnr_report_get (self->report, "components");

  for (gsize i = 0; i < pnr_report_list_length (parts); i++) {
    g_autoptr (GVariant) part = pnr_report_list_get (parts, i);
    g_autofree char *name = pnr_report_dup_text (part, "name");
    g_autofree char *title = NULL;

    if (!pnr_report_get_truth (part, "is_below_cost", FALSE))
      continue;
    /* Translators: a product. */
    title = g_strdup_printf (_ ("“%s” gets a part of the price below its cost"), name);
    add_check (self, n_rows, get_slot (self, PARTS) + (guint) i, PNR_SHEET_TONE_BAD, title,
               _ ("Its margin in reports will be negative, and so is what a return leaves."), NULL);
  }
}

static void
check_place (PnrBundleSheet *self, guint *n_rows)
{
  const PnrBundlePricing *pricing = &self->pricing;
  g_autofree char *dearest = pnr_session_format_money (self->session, pricing->dearest_minor);
  g_autofree char *sum = pnr_session_format_money (self->session, pricing->sum_minor);
  /* Translators: prices of the dearest product and of all of them. */
  g_autofree char *subtitle =
      g_strdup_printf (_ ("Dearest product %s, all singly %s"), dearest, sum);
  const char *title = _ ("Dearer than its dearest product, not dearer than all");
  gboolean is_bad = TRUE;

  if (pricing->price_minor > pricing->sum_minor)
    title = _ ("Dearer than its products singly");
  else if (pricing->price_minor <= pricing->dearest_minor
           && pnr_bundle_get_n_components (self->bundle) > 1)
    title = _ ("Not dearer than its dearest product");
  else
    is_bad = FALSE;
  add_check (self, n_rows, get_slot (self, PLACE),
             is_bad ? PNR_SHEET_TONE_BAD : PNR_SHEET_TONE_GOOD, title, subtitle,
             _ ("A bundle should cost more than any one of its products and at most what they "
                "cost singly."));
}

static char *
dup_change (PnrBundleSheet *self, PnrMetric metric)
{
  const PnrEstimate *change = &self->trial->outcome->estimates[PNR_SIDE_DELTA][metric];
  g_autofree char *value = pnr_session_format_money (self->session, llround (change->value));
  g_autofree char *low = pnr_session_format_money (self->session, llround (change->low));
  g_autofree char *high = pnr_session_format_money (self->session, llround (change->high));

  if (!isfinite (change->low) || !isfinite (change->high))
    return g_steal_pointer (&value);
  /* Translators: an amount and the ends of its interval. */
  return g_strdup_printf (_ ("%s (%s to %s)"), value, low, high);
}

static void
check_win_win (PnrBundleSheet *self, guint *n_rows)
{
  static const char *const titles[] = {
    [PNR_WIN_WIN_BOTH] = N_ ("Customers and shop gain"),
    [PNR_WIN_WIN_MERCHANT_ONLY] = N_ ("The shop gains, customers lose"),
    [PNR_WIN_WIN_CUSTOMERS_ONLY] = N_ ("Customers gain, the shop loses"),
    [PNR_WIN_WIN_NEITHER] = N_ ("Neither customers nor shop gain"),
    [PNR_WIN_WIN_NOT_CLEAR] = N_ ("Too close to call who gains"),
  };
  PnrWinWinQuadrant quadrant = self->trial->win_win.quadrant;
  g_autofree char *surplus = dup_change (self, PNR_METRIC_SURPLUS);
  g_autofree char *contribution = dup_change (self, PNR_METRIC_CONTRIBUTION);
  g_autofree char *shoppers = pnr_wording_dup_count (self->trial->outcome->n_shoppers);
  /* Translators: changes of amounts, each with its interval. */
  g_autofree char *subtitle =
      g_strdup_printf (_ ("Customers %s, contribution %s; by the bundle itself, without what "
                          "relationships show"),
                       surplus, contribution);
  g_autofree char *tip = g_strdup_printf (
      /* Translators: a number of shoppers. */
      _ ("Changes per period with the bundle against without it, with 90 %% intervals over the "
         "assumptions; %s simulated shoppers, calibrated on the orders of this plan."),
      shoppers);

  add_check (self, n_rows, get_slot (self, WIN_WIN),
             quadrant == PNR_WIN_WIN_BOTH        ? PNR_SHEET_TONE_GOOD
             : quadrant == PNR_WIN_WIN_NOT_CLEAR ? PNR_SHEET_TONE_OPEN
                                                 : PNR_SHEET_TONE_BAD,
             _ (titles[quadrant]), subtitle, tip);
}

/* What was said of the price in words, with the share that simulated takers come to. */
static void
check_cannibalisation (PnrBundleSheet *self, guint *n_rows)
{
  const PnrTakers *takers = &self->trial->outcome->takers;
  g_autofree char *giveaway = pnr_wording_dup_share (takers->giveaway, 1);
  g_autofree char *trade_up = pnr_wording_dup_share (takers->trade_up, 1);
  g_autofree char *rest = pnr_wording_dup_share (takers->switched + takers->fresh, 1);
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  /* Translators: a percentage. */
  title = g_strdup_printf (_ ("%s of takers would have bought everything anyway"), giveaway);
  /* Translators: two percentages. */
  subtitle = g_strdup_printf (_ ("%s a part of it, %s nothing of it"), trade_up, rest);
  add_check (self, n_rows, get_slot (self, CANNIBALISATION),
             pnr_takers_do_pay (takers) ? PNR_SHEET_TONE_GOOD : PNR_SHEET_TONE_BAD, title, subtitle,
             _ ("What the simulated takers of the bundle do without it; compare with the sentence "
                "under the price."));
}

static void
check_padding (PnrBundleSheet *self, guint *n_rows)
{
  guint n_padding = 0;

  for (guint i = 0; self->trial->padding != NULL && i < self->trial->n_parts; i++) {
    const PnrPadding *padding = &self->trial->padding[i];
    g_autofree char *name = NULL;
    g_autofree char *with = NULL;
    g_autofree char *without = NULL;
    g_autofree char *title = NULL;
    g_autofree char *subtitle = NULL;

    if (!padding->is_padding)
      continue;
    n_padding++;
    name = pnr_session_dup_product_title (self->session,
                                          pnr_bundle_get_component (self->bundle, i)->product_id);
    with =
        pnr_wording_dup_share ((double) padding->with.n_takers / (double) self->trial->n_tried, 2);
    without = pnr_wording_dup_share (
        (double) MAX (padding->same_price.n_takers, padding->less_share.n_takers)
            / (double) self->trial->n_tried,
        2);
    /* Translators: a product. */
    title = g_strdup_printf (_ ("Without “%s” the bundle would earn as much or more"), name);
    /* Translators: shares of shoppers. */
    subtitle = g_strdup_printf (_ ("Taken by %s of shoppers with it, by up to %s without it"), with,
                                without);
    add_check (self, n_rows, get_slot (self, PADDING) + i, PNR_SHEET_TONE_BAD, title, subtitle,
               _ ("Takers × margin is no less when the product is left out, at the same price or "
                  "at the price less its part. The same simulated shoppers each time."));
  }
  if (self->trial->padding != NULL && n_padding == 0)
    add_check (self, n_rows, get_slot (self, PADDING), PNR_SHEET_TONE_GOOD,
               _ ("Every product earns its place"), NULL,
               _ ("Takers × margin falls when any product is left out, at the same price and at "
                  "the price less its part. The same simulated shoppers each time."));
}

/* Whether the trial is about the components that are shown, not those of a moment ago. */
static gboolean
has_trial (PnrBundleSheet *self)
{
  return self->trial != NULL && self->trial->n_parts == pnr_bundle_get_n_components (self->bundle);
}

/* Where nobody takes the bundle, who gains by it and what pads it is not a question. */
static void
check_trial (PnrBundleSheet *self, guint *n_rows)
{
  if (!isfinite (self->trial->outcome->takers.giveaway)) {
    add_check (self, n_rows, get_slot (self, WIN_WIN), PNR_SHEET_TONE_BAD,
               _ ("No simulated shopper takes the bundle"),
               pnr_bundle_get_kind (self->bundle) == PNR_BUNDLE_KIND_GIFT
                   ? _ ("Lower the amount that it asks for, or look at the assumptions of a "
                        "scenario.")
                   : _ ("Lower the price, or look at the assumptions of a scenario."),
               NULL);
    return;
  }
  check_win_win (self, n_rows);
  check_cannibalisation (self, n_rows);
  /* An anchor is no padding, and of choices nobody takes all. */
  if (pnr_bundle_is_plain_set (self->bundle))
    check_padding (self, n_rows);
}

void
pnr_bundle_sheet_fill_checks (PnrBundleSheet *self)
{
  guint n_rows = 0;

  check_floor (self, &n_rows);
  check_parts_below_cost (self, &n_rows);
  /* Of other kinds it is the rule that the reward is not the whole. */
  if (pnr_bundle_is_plain_set (self->bundle))
    check_place (self, &n_rows);
  if (has_trial (self)) {
    check_trial (self, &n_rows);
  } else if (self->trial_failure != NULL) {
    add_check (self, &n_rows, get_slot (self, WIN_WIN), PNR_SHEET_TONE_OPEN,
               _ ("Not tried on simulated shoppers"), self->trial_failure, NULL);
  } else {
    add_check (self, &n_rows, get_slot (self, WIN_WIN), PNR_SHEET_TONE_OPEN,
               _ ("Being tried on simulated shoppers…"),
               _ ("Who gains, who would have bought it anyway, and what only pads it"), NULL);
  }
  pnr_sheet_row_end (self->check_list, n_rows);
}

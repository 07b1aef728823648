/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What past orders would have come to with the offers of a scenario: counted, and assumed. */
#include "config.h"

#include "model/pnr-replay.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "base/pnr-money.h"
#include "base/pnr-report.h"

#define MILLION 1000000
#define ONE_PER_CENT 10000

G_DEFINE_BOXED_TYPE (PnrReplay, pnr_replay, pnr_replay_ref, pnr_replay_unref)

static void
pnr_replay_offer_free (gpointer data)
{
  PnrReplayOffer *offer = data;

  g_free (offer->sku);
  g_free (offer->name);
  g_free (offer->held);
  g_free (offer->missing);
  g_free (offer);
}

PnrReplay *
pnr_replay_new (const char *currency)
{
  PnrReplay *self = g_new0 (PnrReplay, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->currency = g_strdup (currency);
  self->offers = g_ptr_array_new_with_free_func (pnr_replay_offer_free);
  return self;
}

PnrReplay *
pnr_replay_ref (PnrReplay *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_replay_unref (PnrReplay *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->offers);
  g_free (self->inputs_hash);
  g_free (self->currency);
  g_free (self);
}

PnrReplayOffer *
pnr_replay_add_offer (PnrReplay *self, const char *sku, const char *name)
{
  PnrReplayOffer *offer = g_new0 (PnrReplayOffer, 1);

  offer->sku = g_strdup (sku);
  offer->name = g_strdup (name);
  offer->exposure = (PnrRange){ 1.0, 1.0, 1.0 };
  g_ptr_array_add (self->offers, offer);
  return offer;
}

/* Whether every offer is, beyond doubt. */
gboolean
pnr_replay_is_seen_by_all (const PnrReplay *self)
{
  for (guint i = 0; i < self->offers->len; i++) {
    const PnrReplayOffer *offer = g_ptr_array_index (self->offers, i);

    if (offer->exposure.value < 1.0 || offer->exposure.low < 1.0)
      return FALSE;
  }
  return TRUE;
}

/**
 * pnr_replay_offer_expect:
 * @offer: an offer
 * @minor: an amount of it, had everybody seen it, or %PNR_MONEY_UNKNOWN
 *
 * Returns: what is expected of those who do see it
 */
gint64
pnr_replay_offer_expect (const PnrReplayOffer *offer, gint64 minor)
{
  return minor == PNR_MONEY_UNKNOWN ? minor : llround (offer->exposure.value * (double) minor);
}

/**
 * pnr_replay_offer_find_change:
 * @self: a replay
 * @offer: one of its offers
 * @column: which share of would-be takers takes
 * @change_minor: (out): contribution more than without the offer, below zero where less
 *
 * Whoever does not see the offer pays as in the past. The first column is the worst, the last the
 * best that the range of exposure allows.
 *
 * Returns: whether that is known
 */
gboolean
pnr_replay_offer_find_change (const PnrReplay *self, const PnrReplayOffer *offer,
                              PnrReplayColumn column, gint64 *change_minor)
{
  double share = self->acceptance[column];
  double change, low, high;

  if (offer->given_contribution_minor == PNR_MONEY_UNKNOWN
      || (share > 0.0 && offer->upgrade_contribution_minor == PNR_MONEY_UNKNOWN))
    return FALSE;
  change = -(double) offer->given_contribution_minor;
  if (share > 0.0)
    change += share * (double) offer->upgrade_contribution_minor;
  low = offer->exposure.low * change;
  high = offer->exposure.high * change;
  *change_minor = llround (column == PNR_REPLAY_FLOOR     ? MIN (low, high)
                           : column == PNR_REPLAY_CEILING ? MAX (low, high)
                                                          : offer->exposure.value * change);
  return TRUE;
}

static char *
dup_touched_sentence (const PnrReplay *self)
{
  g_autofree char *given = pnr_money_format (self->given_minor, self->currency);

  if (!pnr_replay_is_seen_by_all (self))
    /* Translators: a number of orders, the number of all, an amount. */
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "%" PRId64 " of %" PRId64
                     " past orders already holds what an offer asks for; if as many shoppers as "
                     "assumed see it and nobody buys anything else, they would come to %s less.",
                     "%" PRId64 " of %" PRId64
                     " past orders already hold what an offer asks for; if as many shoppers as "
                     "assumed see it and nobody buys anything else, they would come to %s less.",
                     (gulong) self->n_touched),
        self->n_touched, self->n_orders, given);
  /* Translators: a number of orders, the number of all, an amount. */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "%" PRId64 " of %" PRId64
                                       " past orders already holds what an offer asks for; if "
                                       "nobody bought anything else, it would come to %s less.",
                                       "%" PRId64 " of %" PRId64
                                       " past orders already hold what an offer asks for; if "
                                       "nobody bought anything else, they would come to %s less.",
                                       (gulong) self->n_touched),
                          self->n_touched, self->n_orders, given);
}

/* All offers together; (transfer full). */
char *
pnr_replay_dup_sentence (const PnrReplay *self)
{
  g_autofree char *touched = NULL, *contribution = NULL;

  if (self->n_touched == 0)
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "Of %" PRId64 " past order none costs less with the offers.",
                     "Of %" PRId64 " past orders none costs less with the offers.",
                     (gulong) self->n_orders),
        self->n_orders);
  touched = dup_touched_sentence (self);
  if (self->given_contribution_minor == PNR_MONEY_UNKNOWN)
    return g_steal_pointer (&touched);
  contribution = pnr_money_format (self->given_contribution_minor, self->currency);
  /* Translators: a sentence on what orders come to, then an amount. */
  return g_strdup_printf (_ ("%s The shop would keep %s less."), touched, contribution);
}

/* "Suit set 60 % (40 % to 80 %), Belt 50 %" */
static void
append_exposure (GString *shares, const PnrReplayOffer *offer)
{
  const PnrRange *seen = &offer->exposure;

  g_string_append_printf (shares, "%s%s %.3g %%", shares->len > 0 ? ", " : "", offer->name,
                          100.0 * seen->value);
  if (seen->low < seen->high)
    g_string_append_printf (shares, _ (" (%.3g to %.3g %%)"), 100.0 * seen->low,
                            100.0 * seen->high);
}

/* Who sees which offer, and what that means for the figures; (transfer full). */
char *
pnr_replay_dup_exposure_sentence (const PnrReplay *self)
{
  g_autoptr (GString) shares = g_string_new (NULL);

  for (guint i = 0; i < self->offers->len; i++)
    append_exposure (shares, g_ptr_array_index (self->offers, i));
  /* Translators: bundles, each with a percentage. */
  return g_strdup_printf (
      _ ("Amounts are of the share of shoppers assumed to see an offer "
         "(exposure): %s. Orders are counted whoever sees it, takers among those "
         "who do."),
      shares->str);
}

static char *
dup_never_sentence (const PnrReplayOffer *offer)
{
  if (offer->is_gift)
    return g_strdup (_ ("What shoppers would add to reach the amount is not known, so that has to "
                        "earn what is given away."));
  if (offer->given_contribution_minor == PNR_MONEY_UNKNOWN
      || offer->upgrade_contribution_minor == PNR_MONEY_UNKNOWN)
    return g_strdup (_ ("A cost is missing, so it cannot be told when the offer pays."));
  if (offer->n_would_be == 0)
    return g_strdup (_ ("No past order holds just a part of it, so only new orders can earn what "
                        "is given away."));
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "It does not pay even if the one order that holds a part takes "
                   "the rest.",
                   "It does not pay even if all %" PRId64 " orders that hold a part take the rest.",
                   (gulong) offer->n_would_be),
      offer->n_would_be);
}

/**
 * pnr_replay_offer_dup_sentence:
 * @self: a replay
 * @offer: one of its offers
 *
 * Returns: (transfer full): from when on the offer pays
 */
char *
pnr_replay_offer_dup_sentence (const PnrReplay *self, const PnrReplayOffer *offer)
{
  gint64 n = (offer->break_even_ppm + ONE_PER_CENT - 1) / ONE_PER_CENT;

  if (offer->break_even_ppm == PNR_REPLAY_NEVER)
    return dup_never_sentence (offer);
  if (offer->break_even_ppm == 0)
    return g_strdup (_ ("It gives nothing away in past orders, so that anyone who takes it counts "
                        "in full."));
  if (offer->held != NULL && offer->missing != NULL)
    /* Translators: a number, then what an order holds and what it lacks. */
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE,
                     "Pays if at least %" PRId64 " of 100 orders that hold %s adds %s.",
                     "Pays if at least %" PRId64 " of 100 orders that hold %s add %s.", (gulong) n),
        n, offer->held, offer->missing);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "Pays if at least %" PRId64
                                       " of 100 orders that hold a part of it takes the rest.",
                                       "Pays if at least %" PRId64
                                       " of 100 orders that hold a part of it take the rest.",
                                       (gulong) n),
                          n);
}

static void
add_change (const PnrReplay *self, const PnrReplayOffer *offer, GVariantDict *report,
            const char *key, PnrReplayColumn column)
{
  gint64 change = PNR_MONEY_UNKNOWN;

  pnr_replay_offer_find_change (self, offer, column, &change);
  pnr_report_add_money (report, key, change, self->currency);
}

static void
add_expected (const PnrReplay *self, const PnrReplayOffer *offer, GVariantDict *report,
              const char *key, gint64 minor)
{
  pnr_report_add_money (report, key, pnr_replay_offer_expect (offer, minor), self->currency);
}

static GVariant *
exposure_to_report (const PnrRange *exposure)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_number (report, "value", exposure->value);
  pnr_report_add_number (report, "low", exposure->low);
  pnr_report_add_number (report, "high", exposure->high);
  return pnr_report_end (report);
}

static GVariant *
offer_to_report (const PnrReplay *self, const PnrReplayOffer *offer)
{
  GVariantDict *report = pnr_report_new ();
  g_autofree char *sentence = pnr_replay_offer_dup_sentence (self, offer);

  pnr_report_add_text (report, "bundle", offer->sku);
  pnr_report_add_text (report, "name", offer->name);
  pnr_report_add_count (report, "orders_touched", offer->n_touched);
  pnr_report_add_count (report, "uses", offer->n_uses);
  pnr_report_add_count (report, "orders_not_cheaper", offer->n_not_cheaper);
  pnr_report_add_count (report, "orders_would_be", offer->n_would_be);
  pnr_report_add_value (report, "exposure", exposure_to_report (&offer->exposure));
  add_expected (self, offer, report, "given_away", offer->given_minor);
  add_expected (self, offer, report, "contribution_given_away", offer->given_contribution_minor);
  add_expected (self, offer, report, "would_be_revenue", offer->upgrade_minor);
  add_expected (self, offer, report, "would_be_contribution", offer->upgrade_contribution_minor);
  pnr_report_add_number (
      report, "break_even_share",
      offer->break_even_ppm == PNR_REPLAY_NEVER ? NAN : (double) offer->break_even_ppm / MILLION);
  add_change (self, offer, report, "contribution_floor", PNR_REPLAY_FLOOR);
  add_change (self, offer, report, "contribution_expected", PNR_REPLAY_EXPECTED);
  add_change (self, offer, report, "contribution_ceiling", PNR_REPLAY_CEILING);
  pnr_report_add_text (report, "sentence", sentence);
  return pnr_report_end (report);
}

static GVariant *
acceptance_to_report (const PnrReplay *self)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_number (report, "value", self->acceptance[PNR_REPLAY_EXPECTED]);
  pnr_report_add_number (report, "high", self->acceptance[PNR_REPLAY_CEILING]);
  return pnr_report_end (report);
}

/**
 * pnr_replay_to_report:
 * @self: a replay
 *
 * Returns: (transfer floating): the dictionary that the command line prints
 */
GVariant *
pnr_replay_to_report (PnrReplay *self)
{
  GVariantDict *report = pnr_report_new ();
  GPtrArray *offers = g_ptr_array_new ();
  g_autofree char *sentence = pnr_replay_dup_sentence (self);

  for (guint i = 0; i < self->offers->len; i++)
    g_ptr_array_add (offers, offer_to_report (self, g_ptr_array_index (self->offers, i)));
  pnr_report_add_text (report, "sentence", sentence);
  pnr_report_add_count (report, "orders", self->n_orders);
  pnr_report_add_count (report, "orders_touched", self->n_touched);
  pnr_report_add_count (report, "orders_unpriced", self->n_unpriced);
  pnr_report_add_money (report, "revenue", self->revenue_minor, self->currency);
  pnr_report_add_money (report, "given_away", self->given_minor, self->currency);
  pnr_report_add_money (report, "contribution_given_away", self->given_contribution_minor,
                        self->currency);
  pnr_report_add_value (report, "acceptance", acceptance_to_report (self));
  pnr_report_add_list (report, "offers", offers);
  pnr_report_add_text (report, "inputs_hash", self->inputs_hash);
  return pnr_report_end (report);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How assumptions are said to people: title, unit, bounds, and what holds while one is not set. */
#include "config.h"

#include "ui/scenarios/pnr-assumption-words.h"

#include "base/pnr-text.h"
#include "model/pnr-assumption-rule.h"
#include "plan/pnr-plan-market.h"
#include "ui/pnr-wording.h"

#include <float.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>
#include <string.h>

/* Enough for any number that a person types, short of what binary fractions add to it. */
#define SHOWN_DIGITS "%.10g"

static const struct {
  const char *name;
  const char *title;
  const char *rule;
  gboolean is_in_interval;
} known[] = {
  { "relevant shoppers", N_ ("Relevant shoppers"),
    N_ ("Not set: 3 % of them are taken to buy the best seller, 0.5 % to 20 % at the edges."),
    TRUE },
  { "elasticity", N_ ("Price elasticity"),
    N_ ("Not set: learnt from the orders where prices changed often enough; else the prices are "
        "taken to be right for their costs, within 1.5 either way."),
    TRUE },
  { "further unit", N_ ("Worth of a further unit"),
    N_ ("Not set: as many take two as in the orders; without orders of two, half of the one "
        "before."),
    TRUE },
  { "shipping per order", N_ ("Shipping per order"), N_ ("Not set: parcels cost nothing."), FALSE },
  { "shipping per unit", N_ ("Shipping per further piece"),
    N_ ("Not set: a further piece adds nothing."), FALSE },
  { "shipping charge", N_ ("Shipping paid by the shopper"),
    N_ ("Not set: the shopper pays no shipping."), FALSE },
  { "free shipping from", N_ ("Free shipping from"), N_ ("Not set: shipping is never free."),
    FALSE },
  { "payment fee share", N_ ("Payment fee, share"), N_ ("Not set: no fee."), FALSE },
  { "payment fee fixed", N_ ("Payment fee, per order"), N_ ("Not set: no fee."), FALSE },
  { "vat share", N_ ("Tax contained in prices"), N_ ("Not set: prices are taken without tax."),
    FALSE },
  { "exposure", N_ ("Shoppers who see an offer"), N_ ("Not set: everybody sees every offer."),
    TRUE },
  { "product page exposure", N_ ("Shoppers who see upsells"),
    /* xgettext:no-c-format */
    N_ ("Not set: 60 % of those with a product in the basket, from 30 % to 90 %. At 0 upsells and "
        "alternatives take no part."),
    TRUE },
  { "cart exposure", N_ ("Shoppers who see cross-sells"),
    /* xgettext:no-c-format */
    N_ ("Not set: 70 % of those with a product in the cart, from 40 % to 95 %. At 0 cross-sells "
        "take "
        "no part."),
    TRUE },
  { "awareness", N_ ("Shoppers who know a product"),
    N_ ("Not set: everybody knows the products of bundles. Who knows what relationships lead to "
        "follows from how many are taken to accept it."),
    TRUE },
  { "bother", N_ ("Bother of taking an offer"), N_ ("Not set: taking one is no bother."), TRUE },
  { "lost sales", N_ ("Sales lost by showing an offer"), N_ ("Not set: nobody leaves for it."),
    TRUE },
  { "lifetime weeks", N_ ("Weeks of lifetime value"), N_ ("Not set: 52 weeks."), FALSE },
  { "discount rate", N_ ("Discount on later money, per year"),
    /* xgettext:no-c-format */
    N_ ("Not set: 10 %."), FALSE },
  { "persistence", N_ ("Change of order value that stays"),
    /* xgettext:no-c-format */
    N_ ("Not set: later orders change as the first did, 100 %, at the edges not at all."), TRUE },
  { "retention effect", N_ ("Change of the number of later orders"),
    N_ ("Not set: offers leave it as it is."), TRUE },
  { "cross-sell acceptance", N_ ("Acceptance of cross-sells"),
    /* xgettext:no-c-format */
    N_ ("Not set: 10 %, from 2 % to 30 %. For the advisor, and for what is simulated to be shown."),
    TRUE },
  { "upsell acceptance", N_ ("Acceptance of upsells"),
    /* xgettext:no-c-format */
    N_ ("Not set: 10 %, from 2 % to 30 %. For the advisor, and for what is simulated to be shown."),
    TRUE },
  { "cross-sell lost sales", N_ ("Sales lost by cross-sells"),
    /* xgettext:no-c-format */
    N_ ("Not set: 2 %, from none to 5 %. For the advisor, and for what is simulated to be shown."),
    TRUE },
  { "upsell lost sales", N_ ("Sales lost by upsells"),
    /* xgettext:no-c-format */
    N_ ("Not set: 2 %, from none to 5 %. For the advisor, and for what is simulated to be shown."),
    TRUE },
  { "price step", N_ ("Price step"),
    N_ ("Not set: 1, from 0 to 2. For the advisor, and for what is simulated to be shown."), TRUE },
};

/* "elasticity JKT-NAVY" is the elasticity of one product, "exposure SUIT-SET" of one offer. */
static const char *
get_own_sku (const char *name, const char *start)
{
  gsize length = strlen (start);

  return g_str_has_prefix (name, start) && name[length] == ' ' ? name + length + 1 : NULL;
}

/* (nullable): of what is assumed of one product or offer. */
static char *
dup_own_title (const char *name)
{
  const char *sku;

  if ((sku = get_own_sku (name, "elasticity")) != NULL)
    return g_strdup_printf (_ ("Price elasticity of %s"), sku);
  if ((sku = get_own_sku (name, "further unit")) != NULL)
    return g_strdup_printf (_ ("Worth of a further unit of %s"), sku);
  if ((sku = get_own_sku (name, "awareness")) != NULL)
    return g_strdup_printf (_ ("Shoppers who know %s"), sku);
  if ((sku = get_own_sku (name, "exposure")) != NULL)
    return g_strdup_printf (_ ("Shoppers who see %s"), sku);
  if ((sku = get_own_sku (name, "bother")) != NULL)
    return g_strdup_printf (_ ("Bother of taking %s"), sku);
  if ((sku = get_own_sku (name, "lost sales")) != NULL)
    return g_strdup_printf (_ ("Sales lost by showing %s"), sku);
  return NULL;
}

static const PnrAssumptionKind *
find_kind (const char *name)
{
  guint n_kinds;
  const PnrAssumptionKind *kinds = pnr_plan_get_assumption_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++) {
    if (pnr_assumption_words_same_name (kinds[i].name, name)
        || get_own_sku (name, kinds[i].name) != NULL)
      return &kinds[i];
  }
  return NULL;
}

/* "parcel up to 2000 g" is a row of a carrier's table. */
static gboolean
is_parcel_band (const char *name)
{
  g_autofree char *folded = pnr_text_fold (name);

  return g_str_has_prefix (folded, "parcel up to ");
}

gboolean
pnr_assumption_words_same_name (const char *a, const char *b)
{
  g_autofree char *first = pnr_text_fold (a);
  g_autofree char *second = pnr_text_fold (b);

  return g_str_equal (first, second);
}

/**
 * pnr_assumption_words_get:
 * @name: the name of an assumption
 * @currency: the plan's
 *
 * Returns: how it is said; its texts live as long as the program or @currency
 */
PnrAssumptionWords
pnr_assumption_words_get (const char *name, const char *currency)
{
  const PnrAssumptionKind *kind = find_kind (name);
  const char *unit = kind != NULL ? kind->unit : "";
  PnrAssumptionRule rule = { .unit = PNR_ASSUMPTION_UNIT_NUMBER };
  PnrAssumptionWords words = { .unit = "",
                               .rule = "",
                               .bounds = "",
                               .range = _ ("Nine times in ten it lies between these."),
                               .scale = 1.0,
                               .least = -DBL_MAX,
                               .most = DBL_MAX };

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    if (pnr_assumption_words_same_name (known[i].name, name)) {
      words.rule = _ (known[i].rule);
      if (!known[i].is_in_interval)
        words.range = _ ("What the result rests on is tried at both; intervals keep the value.");
    }
  }
  if (pnr_assumption_words_same_name (name, "price step")) {
    words.least = 0.0;
    words.bounds = _ ("A dearer offer is not accepted more often: enter zero or more.");
  } else if (g_str_has_prefix (name, "elasticity")) {
    /* Translators: unit of a price elasticity: per cent of sales per per cent of price. */
    words.unit = _ ("% per %");
    words.bounds = _ ("When a price rises, sales fall: enter a number below zero, like −2.5.");
    words.most = -0.000001;
  } else if (g_str_equal (unit, "share")) {
    words.unit = "%";
    words.scale = 100.0;
    words.least = 0.0;
    words.most = 1.0;
    words.bounds = _ ("Enter a share from 0 to 100.");
  } else if (g_str_equal (unit, "people")) {
    words.unit = _ ("people");
    words.least = 1.0;
    words.bounds = _ ("Enter at least one person.");
  } else if (g_str_equal (unit, "money") || is_parcel_band (name)) {
    words.unit = currency;
    words.least = 0.0;
    words.bounds = _ ("A cost cannot be below zero.");
  }
  if (pnr_assumption_rule_find (name, &rule)) {
    words.least = rule.least;
    words.most = rule.most;
  }
  if (pnr_assumption_words_same_name (name, "lifetime weeks")
      || pnr_assumption_words_same_name (name, "discount rate"))
    words.range = _ ("Only the value counts.");
  if (rule.unit == PNR_ASSUMPTION_UNIT_CHANGE)
    words.bounds = _ ("Enter a share from −100 to 100.");
  else if (rule.unit == PNR_ASSUMPTION_UNIT_WEEKS)
    words.bounds = _ ("Enter 1 to 520 weeks.");
  return words;
}

char *
pnr_assumption_words_dup_title (const char *name)
{
  char *own_title = dup_own_title (name);

  if (own_title != NULL)
    return own_title;
  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    if (pnr_assumption_words_same_name (known[i].name, name))
      return g_strdup (_ (known[i].title));
  }
  return g_strdup (name);
}

/* For an entry: the locale's mark, as few digits as it takes. */
char *
pnr_assumption_words_dup_number (const PnrAssumptionWords *self, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_auto (GStrv) parts = NULL;

  g_ascii_formatd (text, sizeof text, SHOWN_DIGITS, value * self->scale);
  parts = g_strsplit (text, ".", -1);
  return g_strjoinv (localeconv ()->decimal_point, parts);
}

gboolean
pnr_assumption_words_read (const PnrAssumptionWords *self, const char *text, double *value)
{
  if (!pnr_wording_read_number (text, value))
    return FALSE;
  *value /= self->scale;
  return TRUE;
}

/* For a list of numbers of any size: three telling digits, whole numbers grouped. */
char *
pnr_assumption_words_dup_figure (double value)
{
  double size = fabs (value);

  return pnr_wording_dup_number (value, size >= 100.0 || value == 0.0 ? 0 : size >= 1.0 ? 2 : 4);
}

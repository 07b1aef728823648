/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How it is told what a relationship came to in a simulation, on the screen and on paper. */
#include "config.h"

#include "plan/pnr-plan-relation-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* Returns: (transfer full): what is shown with what */
char *
pnr_relation_outcome_dup_title (const PnrRelationOutcome *self)
{
  const PnrShownRelation *relation = self->relation;

  switch (relation->kind) {
  case PNR_RELATION_KIND_CROSS_SELL:
    /* Translators: two products: the first is shown, the second is in the basket. */
    return g_strdup_printf (_ ("%s beside %s"), relation->to_name, relation->from_name);
  case PNR_RELATION_KIND_REQUIRED:
    /* Translators: two products, the second of which is of no use without the first. */
    return g_strdup_printf (_ ("%s, which %s needs"), relation->to_name, relation->from_name);
  case PNR_RELATION_KIND_UPSELL:
  case PNR_RELATION_KIND_ALTERNATIVE:
  default:
    /* Translators: two products: the first is shown, the second is in the basket. */
    return g_strdup_printf (_ ("%s instead of %s"), relation->to_name, relation->from_name);
  }
}

/* Returns: what kind of relationship it is, and where it is shown */
const char *
pnr_relation_outcome_get_place (const PnrRelationOutcome *self)
{
  switch (self->relation->kind) {
  case PNR_RELATION_KIND_CROSS_SELL:
    return _ ("Cross-sell in the cart");
  case PNR_RELATION_KIND_UPSELL:
    return _ ("Upsell on the product page");
  case PNR_RELATION_KIND_ALTERNATIVE:
    return _ ("Alternative on the product page");
  case PNR_RELATION_KIND_REQUIRED:
  default:
    return _ ("Required");
  }
}

/**
 * pnr_relation_outcome_dup_sentence:
 * @self: what a relationship came to
 *
 * Returns: (transfer full): why it is not offered, or what its takers do without the scenario
 */
char *
pnr_relation_outcome_dup_sentence (const PnrRelationOutcome *self)
{
  if (!self->relation->is_offered)
    return g_strdup (self->relation->note);
  if (!(self->shown >= 0.5))
    return g_strdup (_ ("Nobody is shown it."));
  if (!isfinite (self->anyway))
    return g_strdup (_ ("Nobody takes it."));
  if (self->relation->placement == PNR_PLACEMENT_CART)
    /* Translators: numbers of people out of a hundred. */
    return g_strdup_printf (_ ("Of 100 takers without the scenario, %.0f buy it anyway, %.0f buy "
                               "something else, %.0f buy nothing."),
                            100.0 * self->anyway, 100.0 * (self->beside + self->instead),
                            100.0 * self->fresh);
  /* Translators: numbers of people out of a hundred. */
  return g_strdup_printf (
      _ ("Of 100 takers without the scenario, %.0f buy an alternative, %.0f buy "
         "it anyway, %.0f buy something else, %.0f buy nothing."),
      100.0 * self->instead, 100.0 * self->anyway, 100.0 * self->beside, 100.0 * self->fresh);
}

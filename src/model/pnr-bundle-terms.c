/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The terms on which a bundle is sold: tiers, choices, thresholds, floors, exceptions. */
#include "config.h"

#include <string.h>

#include "model/pnr-bundle-private.h"

static void
pnr_bundle_set_number (PnrBundle *self, gint64 *field, gint64 number, guint property)
{
  if (*field == number)
    return;
  *field = number;
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), pnr_bundle_properties[property]);
}

PnrPriceTierBasis
pnr_bundle_get_tier_basis (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), 0);

  return self->tier_basis;
}

void
pnr_bundle_set_tier_basis (PnrBundle *self, PnrPriceTierBasis tier_basis)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));

  if (self->tier_basis == tier_basis)
    return;
  self->tier_basis = tier_basis;
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), pnr_bundle_properties[PNR_BUNDLE_PROP_TIER_BASIS]);
}

PnrPriceTierEffect
pnr_bundle_get_tier_effect (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), 0);

  return self->tier_effect;
}

void
pnr_bundle_set_tier_effect (PnrBundle *self, PnrPriceTierEffect tier_effect)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));

  if (self->tier_effect == tier_effect)
    return;
  self->tier_effect = tier_effect;
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), pnr_bundle_properties[PNR_BUNDLE_PROP_TIER_EFFECT]);
}

guint
pnr_bundle_get_n_tiers (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), 0);

  return self->tiers->len;
}

/* At most %PNR_PRICE_RULE_MOST_TIERS, in the order of their starts. */
void
pnr_bundle_set_tiers (PnrBundle *self, const PnrPriceTier *tiers, guint n_tiers)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));
  g_return_if_fail (n_tiers <= PNR_PRICE_RULE_MOST_TIERS);

  if (self->tiers->len == n_tiers
      && (n_tiers == 0 || memcmp (self->tiers->data, tiers, n_tiers * sizeof *tiers) == 0))
    return;
  g_array_set_size (self->tiers, 0);
  if (n_tiers > 0)
    g_array_append_vals (self->tiers, tiers, n_tiers);
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), pnr_bundle_properties[PNR_BUNDLE_PROP_TIERS]);
}

gint64
pnr_bundle_get_choice_min (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), 0);

  return self->choice_min;
}

gint64
pnr_bundle_get_choice_max (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), 0);

  return self->choice_max;
}

gint64
pnr_bundle_get_choice_step (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), 1);

  return self->choice_step;
}

/**
 * pnr_bundle_set_choice:
 * @self: a bundle
 * @choice_min: the fewest units that are picked from its choices; 0: there is nothing to pick
 * @choice_max: the most
 * @choice_step: how many more at a time, from 1
 */
void
pnr_bundle_set_choice (PnrBundle *self, gint64 choice_min, gint64 choice_max, gint64 choice_step)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));

  pnr_bundle_set_number (self, &self->choice_min, choice_min, PNR_BUNDLE_PROP_CHOICE_MIN);
  pnr_bundle_set_number (self, &self->choice_max, choice_max, PNR_BUNDLE_PROP_CHOICE_MAX);
  pnr_bundle_set_number (self, &self->choice_step, choice_step, PNR_BUNDLE_PROP_CHOICE_STEP);
}

gint64
pnr_bundle_get_threshold_minor (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), 0);

  return self->threshold_minor;
}

/* Goods for so much, paid for, earn the gift. */
void
pnr_bundle_set_threshold_minor (PnrBundle *self, gint64 threshold_minor)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));

  pnr_bundle_set_number (self, &self->threshold_minor, threshold_minor,
                         PNR_BUNDLE_PROP_THRESHOLD_MINOR);
}

gint64
pnr_bundle_get_max_uses (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), 0);

  return self->max_uses;
}

/* How often one order may use the bundle; 0 for any number. */
void
pnr_bundle_set_max_uses (PnrBundle *self, gint64 max_uses)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));

  pnr_bundle_set_number (self, &self->max_uses, max_uses, PNR_BUNDLE_PROP_MAX_USES);
}

gint64
pnr_bundle_get_margin_floor_ppm (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), PNR_BUNDLE_NO_FLOOR);

  return self->margin_floor_ppm;
}

/* The least share of the net price that must be left over cost, or %PNR_BUNDLE_NO_FLOOR. */
void
pnr_bundle_set_margin_floor_ppm (PnrBundle *self, gint64 margin_floor_ppm)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));

  pnr_bundle_set_number (self, &self->margin_floor_ppm, margin_floor_ppm,
                         PNR_BUNDLE_PROP_MARGIN_FLOOR_PPM);
}

PnrPriceException
pnr_bundle_get_exception (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), 0);

  return self->exception;
}

/* Why the price may be where prices of bundles are not. */
void
pnr_bundle_set_exception (PnrBundle *self, PnrPriceException exception)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));

  if (self->exception == exception)
    return;
  self->exception = exception;
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), pnr_bundle_properties[PNR_BUNDLE_PROP_EXCEPTION]);
}

const char *
pnr_bundle_get_exception_reason (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), NULL);

  return self->exception_reason;
}

void
pnr_bundle_set_exception_reason (PnrBundle *self, const char *exception_reason)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));

  if (g_strcmp0 (self->exception_reason, exception_reason) == 0)
    return;
  g_free (self->exception_reason);
  self->exception_reason = g_strdup (exception_reason);
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self),
                            pnr_bundle_properties[PNR_BUNDLE_PROP_EXCEPTION_REASON]);
}

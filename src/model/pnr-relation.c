/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A typed, directed link from one product to another, with the evidence it stands on. */
#include "config.h"

#include "model/pnr-relation.h"

#include "base/pnr-money.h"
#include "model/pnr-noun.h"

struct _PnrRelation {
  PnrDecision parent_instance;

  gint64 id;
  PnrRelationKind kind;
  gint64 from_id;
  gint64 to_id;
  gboolean two_way;
  gint64 position;
  gint64 strength_ppm;
  char *note;
};

enum {
  PROP_0,
  PROP_ID,
  PROP_KIND,
  PROP_FROM_ID,
  PROP_TO_ID,
  PROP_TWO_WAY,
  PROP_POSITION,
  PROP_STRENGTH_PPM,
  PROP_NOTE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void pnr_relation_noun_init (PnrNounInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PnrRelation, pnr_relation, PNR_TYPE_DECISION,
                               G_IMPLEMENT_INTERFACE (PNR_TYPE_NOUN, pnr_relation_noun_init))

static gint64
pnr_relation_noun_get_id (PnrNoun *noun)
{
  return PNR_RELATION (noun)->id;
}

static void
pnr_relation_noun_assign (PnrNoun *noun, PnrNoun *other)
{
  PnrRelation *self = PNR_RELATION (noun);
  PnrRelation *source = PNR_RELATION (other);

  g_object_freeze_notify (G_OBJECT (self));
  pnr_relation_set_kind (self, source->kind);
  pnr_relation_set_from_id (self, source->from_id);
  pnr_relation_set_to_id (self, source->to_id);
  pnr_relation_set_two_way (self, source->two_way);
  pnr_relation_set_position (self, source->position);
  pnr_relation_set_strength_ppm (self, source->strength_ppm);
  pnr_relation_set_note (self, source->note);
  pnr_decision_assign_lineage (PNR_DECISION (self), PNR_DECISION (other));
  g_object_thaw_notify (G_OBJECT (self));
}

static void
pnr_relation_noun_init (PnrNounInterface *iface)
{
  iface->get_id = pnr_relation_noun_get_id;
  iface->assign = pnr_relation_noun_assign;
}

static void
pnr_relation_finalize (GObject *object)
{
  PnrRelation *self = PNR_RELATION (object);

  g_clear_pointer (&self->note, g_free);

  G_OBJECT_CLASS (pnr_relation_parent_class)->finalize (object);
}

static void
pnr_relation_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PnrRelation *self = PNR_RELATION (object);

  switch (prop_id) {
  case PROP_ID:
    g_value_set_int64 (value, self->id);
    break;
  case PROP_KIND:
    g_value_set_enum (value, self->kind);
    break;
  case PROP_FROM_ID:
    g_value_set_int64 (value, self->from_id);
    break;
  case PROP_TO_ID:
    g_value_set_int64 (value, self->to_id);
    break;
  case PROP_TWO_WAY:
    g_value_set_boolean (value, self->two_way);
    break;
  case PROP_POSITION:
    g_value_set_int64 (value, self->position);
    break;
  case PROP_STRENGTH_PPM:
    g_value_set_int64 (value, self->strength_ppm);
    break;
  case PROP_NOTE:
    g_value_set_string (value, self->note);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_relation_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PnrRelation *self = PNR_RELATION (object);

  switch (prop_id) {
  case PROP_ID:
    self->id = g_value_get_int64 (value);
    break;
  case PROP_KIND:
    pnr_relation_set_kind (self, g_value_get_enum (value));
    break;
  case PROP_FROM_ID:
    pnr_relation_set_from_id (self, g_value_get_int64 (value));
    break;
  case PROP_TO_ID:
    pnr_relation_set_to_id (self, g_value_get_int64 (value));
    break;
  case PROP_TWO_WAY:
    pnr_relation_set_two_way (self, g_value_get_boolean (value));
    break;
  case PROP_POSITION:
    pnr_relation_set_position (self, g_value_get_int64 (value));
    break;
  case PROP_STRENGTH_PPM:
    pnr_relation_set_strength_ppm (self, g_value_get_int64 (value));
    break;
  case PROP_NOTE:
    pnr_relation_set_note (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_relation_class_init (PnrRelationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pnr_relation_finalize;
  object_class->get_property = pnr_relation_get_property;
  object_class->set_property = pnr_relation_set_property;

  properties[PROP_ID] =
      g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, PNR_TYPE_RELATION_KIND, PNR_RELATION_KIND_CROSS_SELL,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_FROM_ID] =
      g_param_spec_int64 ("from-id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TO_ID] =
      g_param_spec_int64 ("to-id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TWO_WAY] =
      g_param_spec_boolean ("two-way", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_POSITION] =
      g_param_spec_int64 ("position", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STRENGTH_PPM] = g_param_spec_int64 (
      "strength-ppm", NULL, NULL, G_MININT64, G_MAXINT64, PNR_RELATION_STRENGTH_UNKNOWN,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NOTE] =
      g_param_spec_string ("note", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pnr_relation_init (PnrRelation *self)
{
  self->kind = PNR_RELATION_KIND_CROSS_SELL;
  self->strength_ppm = PNR_RELATION_STRENGTH_UNKNOWN;
}

PnrRelation *
pnr_relation_new (gint64 id)
{
  return g_object_new (PNR_TYPE_RELATION, "id", id, NULL);
}

PnrRelation *
pnr_relation_copy (PnrRelation *self)
{
  PnrRelation *copy;

  g_return_val_if_fail (PNR_IS_RELATION (self), NULL);

  copy = pnr_relation_new (self->id);
  pnr_noun_assign (PNR_NOUN (copy), PNR_NOUN (self));
  return copy;
}

gint64
pnr_relation_get_id (PnrRelation *self)
{
  g_return_val_if_fail (PNR_IS_RELATION (self), 0);

  return self->id;
}

PnrRelationKind
pnr_relation_get_kind (PnrRelation *self)
{
  g_return_val_if_fail (PNR_IS_RELATION (self), 0);

  return self->kind;
}

void
pnr_relation_set_kind (PnrRelation *self, PnrRelationKind kind)
{
  g_return_if_fail (PNR_IS_RELATION (self));

  if (self->kind == kind)
    return;
  self->kind = kind;
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

gint64
pnr_relation_get_from_id (PnrRelation *self)
{
  g_return_val_if_fail (PNR_IS_RELATION (self), 0);

  return self->from_id;
}

void
pnr_relation_set_from_id (PnrRelation *self, gint64 from_id)
{
  g_return_if_fail (PNR_IS_RELATION (self));

  if (self->from_id == from_id)
    return;
  self->from_id = from_id;
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FROM_ID]);
}

gint64
pnr_relation_get_to_id (PnrRelation *self)
{
  g_return_val_if_fail (PNR_IS_RELATION (self), 0);

  return self->to_id;
}

void
pnr_relation_set_to_id (PnrRelation *self, gint64 to_id)
{
  g_return_if_fail (PNR_IS_RELATION (self));

  if (self->to_id == to_id)
    return;
  self->to_id = to_id;
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TO_ID]);
}

gboolean
pnr_relation_is_two_way (PnrRelation *self)
{
  g_return_val_if_fail (PNR_IS_RELATION (self), FALSE);

  return self->two_way;
}

void
pnr_relation_set_two_way (PnrRelation *self, gboolean two_way)
{
  g_return_if_fail (PNR_IS_RELATION (self));

  two_way = !!two_way;
  if (self->two_way == two_way)
    return;
  self->two_way = two_way;
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TWO_WAY]);
}

gint64
pnr_relation_get_position (PnrRelation *self)
{
  g_return_val_if_fail (PNR_IS_RELATION (self), 0);

  return self->position;
}

void
pnr_relation_set_position (PnrRelation *self, gint64 position)
{
  g_return_if_fail (PNR_IS_RELATION (self));

  if (self->position == position)
    return;
  self->position = position;
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

gint64
pnr_relation_get_strength_ppm (PnrRelation *self)
{
  g_return_val_if_fail (PNR_IS_RELATION (self), 0);

  return self->strength_ppm;
}

void
pnr_relation_set_strength_ppm (PnrRelation *self, gint64 strength_ppm)
{
  g_return_if_fail (PNR_IS_RELATION (self));

  if (self->strength_ppm == strength_ppm)
    return;
  self->strength_ppm = strength_ppm;
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STRENGTH_PPM]);
}

const char *
pnr_relation_get_note (PnrRelation *self)
{
  g_return_val_if_fail (PNR_IS_RELATION (self), NULL);

  return self->note;
}

void
pnr_relation_set_note (PnrRelation *self, const char *note)
{
  g_return_if_fail (PNR_IS_RELATION (self));

  if (g_strcmp0 (self->note, note) == 0)
    return;
  g_free (self->note);
  self->note = g_strdup (note);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTE]);
}

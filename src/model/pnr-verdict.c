/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A suggestion the merchant has turned down or put off, so that it stays away. */
#include "config.h"

#include "model/pnr-verdict.h"

#include "model/pnr-noun.h"

struct _PnrVerdict {
  GObject parent_instance;

  gint64 id;
  PnrRelationKind kind;
  gint64 from_id;
  gint64 to_id;
  char *reason;
  gint64 until;
  char *author;
  gint64 created;
};

enum {
  PROP_0,
  PROP_ID,
  PROP_KIND,
  PROP_FROM_ID,
  PROP_TO_ID,
  PROP_REASON,
  PROP_UNTIL,
  PROP_AUTHOR,
  PROP_CREATED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void pnr_verdict_noun_init (PnrNounInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PnrVerdict, pnr_verdict, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PNR_TYPE_NOUN, pnr_verdict_noun_init))

static gint64
pnr_verdict_noun_get_id (PnrNoun *noun)
{
  return PNR_VERDICT (noun)->id;
}

static void
pnr_verdict_noun_assign (PnrNoun *noun, PnrNoun *other)
{
  PnrVerdict *self = PNR_VERDICT (noun);
  PnrVerdict *source = PNR_VERDICT (other);

  g_object_freeze_notify (G_OBJECT (self));
  pnr_verdict_set_kind (self, source->kind);
  pnr_verdict_set_from_id (self, source->from_id);
  pnr_verdict_set_to_id (self, source->to_id);
  pnr_verdict_set_reason (self, source->reason);
  pnr_verdict_set_until (self, source->until);
  pnr_verdict_set_author (self, source->author);
  pnr_verdict_set_created (self, source->created);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
pnr_verdict_noun_init (PnrNounInterface *iface)
{
  iface->get_id = pnr_verdict_noun_get_id;
  iface->assign = pnr_verdict_noun_assign;
}

static void
pnr_verdict_finalize (GObject *object)
{
  PnrVerdict *self = PNR_VERDICT (object);

  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->author, g_free);

  G_OBJECT_CLASS (pnr_verdict_parent_class)->finalize (object);
}

static void
pnr_verdict_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PnrVerdict *self = PNR_VERDICT (object);

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
  case PROP_REASON:
    g_value_set_string (value, self->reason);
    break;
  case PROP_UNTIL:
    g_value_set_int64 (value, self->until);
    break;
  case PROP_AUTHOR:
    g_value_set_string (value, self->author);
    break;
  case PROP_CREATED:
    g_value_set_int64 (value, self->created);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_verdict_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PnrVerdict *self = PNR_VERDICT (object);

  switch (prop_id) {
  case PROP_ID:
    self->id = g_value_get_int64 (value);
    break;
  case PROP_KIND:
    pnr_verdict_set_kind (self, g_value_get_enum (value));
    break;
  case PROP_FROM_ID:
    pnr_verdict_set_from_id (self, g_value_get_int64 (value));
    break;
  case PROP_TO_ID:
    pnr_verdict_set_to_id (self, g_value_get_int64 (value));
    break;
  case PROP_REASON:
    pnr_verdict_set_reason (self, g_value_get_string (value));
    break;
  case PROP_UNTIL:
    pnr_verdict_set_until (self, g_value_get_int64 (value));
    break;
  case PROP_AUTHOR:
    pnr_verdict_set_author (self, g_value_get_string (value));
    break;
  case PROP_CREATED:
    pnr_verdict_set_created (self, g_value_get_int64 (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_verdict_class_init (PnrVerdictClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pnr_verdict_finalize;
  object_class->get_property = pnr_verdict_get_property;
  object_class->set_property = pnr_verdict_set_property;

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
  properties[PROP_REASON] =
      g_param_spec_string ("reason", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_UNTIL] =
      g_param_spec_int64 ("until", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_AUTHOR] =
      g_param_spec_string ("author", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CREATED] =
      g_param_spec_int64 ("created", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pnr_verdict_init (PnrVerdict *self)
{
  self->kind = PNR_RELATION_KIND_CROSS_SELL;
}

PnrVerdict *
pnr_verdict_new (gint64 id)
{
  return g_object_new (PNR_TYPE_VERDICT, "id", id, NULL);
}

gint64
pnr_verdict_get_id (PnrVerdict *self)
{
  g_return_val_if_fail (PNR_IS_VERDICT (self), 0);

  return self->id;
}

PnrRelationKind
pnr_verdict_get_kind (PnrVerdict *self)
{
  g_return_val_if_fail (PNR_IS_VERDICT (self), 0);

  return self->kind;
}

void
pnr_verdict_set_kind (PnrVerdict *self, PnrRelationKind kind)
{
  g_return_if_fail (PNR_IS_VERDICT (self));

  if (self->kind == kind)
    return;
  self->kind = kind;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

gint64
pnr_verdict_get_from_id (PnrVerdict *self)
{
  g_return_val_if_fail (PNR_IS_VERDICT (self), 0);

  return self->from_id;
}

void
pnr_verdict_set_from_id (PnrVerdict *self, gint64 from_id)
{
  g_return_if_fail (PNR_IS_VERDICT (self));

  if (self->from_id == from_id)
    return;
  self->from_id = from_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FROM_ID]);
}

gint64
pnr_verdict_get_to_id (PnrVerdict *self)
{
  g_return_val_if_fail (PNR_IS_VERDICT (self), 0);

  return self->to_id;
}

void
pnr_verdict_set_to_id (PnrVerdict *self, gint64 to_id)
{
  g_return_if_fail (PNR_IS_VERDICT (self));

  if (self->to_id == to_id)
    return;
  self->to_id = to_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TO_ID]);
}

const char *
pnr_verdict_get_reason (PnrVerdict *self)
{
  g_return_val_if_fail (PNR_IS_VERDICT (self), NULL);

  return self->reason;
}

void
pnr_verdict_set_reason (PnrVerdict *self, const char *reason)
{
  g_return_if_fail (PNR_IS_VERDICT (self));

  if (g_strcmp0 (self->reason, reason) == 0)
    return;
  g_free (self->reason);
  self->reason = g_strdup (reason);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REASON]);
}

gint64
pnr_verdict_get_until (PnrVerdict *self)
{
  g_return_val_if_fail (PNR_IS_VERDICT (self), 0);

  return self->until;
}

void
pnr_verdict_set_until (PnrVerdict *self, gint64 until)
{
  g_return_if_fail (PNR_IS_VERDICT (self));

  if (self->until == until)
    return;
  self->until = until;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNTIL]);
}

const char *
pnr_verdict_get_author (PnrVerdict *self)
{
  g_return_val_if_fail (PNR_IS_VERDICT (self), NULL);

  return self->author;
}

void
pnr_verdict_set_author (PnrVerdict *self, const char *author)
{
  g_return_if_fail (PNR_IS_VERDICT (self));

  if (g_strcmp0 (self->author, author) == 0)
    return;
  g_free (self->author);
  self->author = g_strdup (author);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTHOR]);
}

gint64
pnr_verdict_get_created (PnrVerdict *self)
{
  g_return_val_if_fail (PNR_IS_VERDICT (self), 0);

  return self->created;
}

void
pnr_verdict_set_created (PnrVerdict *self, gint64 created)
{
  g_return_if_fail (PNR_IS_VERDICT (self));

  if (self->created == created)
    return;
  self->created = created;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CREATED]);
}

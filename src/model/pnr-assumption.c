/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A number that no order can tell, with its range, its source and who set it. */
#include "config.h"

#include "model/pnr-assumption.h"

struct _PnrAssumption {
  GObject parent_instance;

  char *name;
  double value;
  double low;
  double high;
  char *source;
  char *author;
  gint64 created;
};

enum {
  PROP_0,
  PROP_NAME,
  PROP_VALUE,
  PROP_LOW,
  PROP_HIGH,
  PROP_SOURCE,
  PROP_AUTHOR,
  PROP_CREATED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PnrAssumption, pnr_assumption, G_TYPE_OBJECT)

static void
pnr_assumption_finalize (GObject *object)
{
  PnrAssumption *self = PNR_ASSUMPTION (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->source, g_free);
  g_clear_pointer (&self->author, g_free);

  G_OBJECT_CLASS (pnr_assumption_parent_class)->finalize (object);
}

static void
pnr_assumption_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PnrAssumption *self = PNR_ASSUMPTION (object);

  switch (prop_id) {
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_VALUE:
    g_value_set_double (value, self->value);
    break;
  case PROP_LOW:
    g_value_set_double (value, self->low);
    break;
  case PROP_HIGH:
    g_value_set_double (value, self->high);
    break;
  case PROP_SOURCE:
    g_value_set_string (value, self->source);
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
pnr_assumption_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PnrAssumption *self = PNR_ASSUMPTION (object);

  switch (prop_id) {
  case PROP_NAME:
    pnr_assumption_set_name (self, g_value_get_string (value));
    break;
  case PROP_VALUE:
    pnr_assumption_set_value (self, g_value_get_double (value));
    break;
  case PROP_LOW:
    pnr_assumption_set_low (self, g_value_get_double (value));
    break;
  case PROP_HIGH:
    pnr_assumption_set_high (self, g_value_get_double (value));
    break;
  case PROP_SOURCE:
    pnr_assumption_set_source (self, g_value_get_string (value));
    break;
  case PROP_AUTHOR:
    pnr_assumption_set_author (self, g_value_get_string (value));
    break;
  case PROP_CREATED:
    pnr_assumption_set_created (self, g_value_get_int64 (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_assumption_class_init (PnrAssumptionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pnr_assumption_finalize;
  object_class->get_property = pnr_assumption_get_property;
  object_class->set_property = pnr_assumption_set_property;

  properties[PROP_NAME] =
      g_param_spec_string ("name", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VALUE] =
      g_param_spec_double ("value", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0.0,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LOW] =
      g_param_spec_double ("low", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0.0,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_HIGH] =
      g_param_spec_double ("high", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0.0,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SOURCE] =
      g_param_spec_string ("source", NULL, NULL, NULL,
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
pnr_assumption_init (PnrAssumption *self)
{
}

PnrAssumption *
pnr_assumption_new (void)
{
  return g_object_new (PNR_TYPE_ASSUMPTION, NULL);
}

const char *
pnr_assumption_get_name (PnrAssumption *self)
{
  g_return_val_if_fail (PNR_IS_ASSUMPTION (self), NULL);

  return self->name;
}

void
pnr_assumption_set_name (PnrAssumption *self, const char *name)
{
  g_return_if_fail (PNR_IS_ASSUMPTION (self));

  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

double
pnr_assumption_get_value (PnrAssumption *self)
{
  g_return_val_if_fail (PNR_IS_ASSUMPTION (self), 0);

  return self->value;
}

void
pnr_assumption_set_value (PnrAssumption *self, double value)
{
  g_return_if_fail (PNR_IS_ASSUMPTION (self));

  if (self->value == value)
    return;
  self->value = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

double
pnr_assumption_get_low (PnrAssumption *self)
{
  g_return_val_if_fail (PNR_IS_ASSUMPTION (self), 0);

  return self->low;
}

void
pnr_assumption_set_low (PnrAssumption *self, double low)
{
  g_return_if_fail (PNR_IS_ASSUMPTION (self));

  if (self->low == low)
    return;
  self->low = low;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOW]);
}

double
pnr_assumption_get_high (PnrAssumption *self)
{
  g_return_val_if_fail (PNR_IS_ASSUMPTION (self), 0);

  return self->high;
}

void
pnr_assumption_set_high (PnrAssumption *self, double high)
{
  g_return_if_fail (PNR_IS_ASSUMPTION (self));

  if (self->high == high)
    return;
  self->high = high;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HIGH]);
}

const char *
pnr_assumption_get_source (PnrAssumption *self)
{
  g_return_val_if_fail (PNR_IS_ASSUMPTION (self), NULL);

  return self->source;
}

void
pnr_assumption_set_source (PnrAssumption *self, const char *source)
{
  g_return_if_fail (PNR_IS_ASSUMPTION (self));

  if (g_strcmp0 (self->source, source) == 0)
    return;
  g_free (self->source);
  self->source = g_strdup (source);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE]);
}

const char *
pnr_assumption_get_author (PnrAssumption *self)
{
  g_return_val_if_fail (PNR_IS_ASSUMPTION (self), NULL);

  return self->author;
}

void
pnr_assumption_set_author (PnrAssumption *self, const char *author)
{
  g_return_if_fail (PNR_IS_ASSUMPTION (self));

  if (g_strcmp0 (self->author, author) == 0)
    return;
  g_free (self->author);
  self->author = g_strdup (author);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTHOR]);
}

gint64
pnr_assumption_get_created (PnrAssumption *self)
{
  g_return_val_if_fail (PNR_IS_ASSUMPTION (self), 0);

  return self->created;
}

void
pnr_assumption_set_created (PnrAssumption *self, gint64 created)
{
  g_return_if_fail (PNR_IS_ASSUMPTION (self));

  if (self->created == created)
    return;
  self->created = created;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CREATED]);
}

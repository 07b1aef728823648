/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a product stands on a board, in board units. */
#include "config.h"

#include "model/pnr-place.h"

#include "model/pnr-noun.h"

struct _PnrPlace {
  GObject parent_instance;

  gint64 id;
  char *board;
  gint64 product_id;
  double x;
  double y;
};

enum {
  PROP_0,
  PROP_ID,
  PROP_BOARD,
  PROP_PRODUCT_ID,
  PROP_X,
  PROP_Y,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void pnr_place_noun_init (PnrNounInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PnrPlace, pnr_place, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PNR_TYPE_NOUN, pnr_place_noun_init))

static gint64
pnr_place_noun_get_id (PnrNoun *noun)
{
  return PNR_PLACE (noun)->id;
}

static void
pnr_place_noun_assign (PnrNoun *noun, PnrNoun *other)
{
  PnrPlace *self = PNR_PLACE (noun);
  PnrPlace *source = PNR_PLACE (other);

  g_object_freeze_notify (G_OBJECT (self));
  pnr_place_set_board (self, source->board);
  pnr_place_set_product_id (self, source->product_id);
  pnr_place_set_x (self, source->x);
  pnr_place_set_y (self, source->y);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
pnr_place_noun_init (PnrNounInterface *iface)
{
  iface->get_id = pnr_place_noun_get_id;
  iface->assign = pnr_place_noun_assign;
}

static void
pnr_place_finalize (GObject *object)
{
  PnrPlace *self = PNR_PLACE (object);

  g_clear_pointer (&self->board, g_free);

  G_OBJECT_CLASS (pnr_place_parent_class)->finalize (object);
}

static void
pnr_place_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PnrPlace *self = PNR_PLACE (object);

  switch (prop_id) {
  case PROP_ID:
    g_value_set_int64 (value, self->id);
    break;
  case PROP_BOARD:
    g_value_set_string (value, self->board);
    break;
  case PROP_PRODUCT_ID:
    g_value_set_int64 (value, self->product_id);
    break;
  case PROP_X:
    g_value_set_double (value, self->x);
    break;
  case PROP_Y:
    g_value_set_double (value, self->y);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_place_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PnrPlace *self = PNR_PLACE (object);

  switch (prop_id) {
  case PROP_ID:
    self->id = g_value_get_int64 (value);
    break;
  case PROP_BOARD:
    pnr_place_set_board (self, g_value_get_string (value));
    break;
  case PROP_PRODUCT_ID:
    pnr_place_set_product_id (self, g_value_get_int64 (value));
    break;
  case PROP_X:
    pnr_place_set_x (self, g_value_get_double (value));
    break;
  case PROP_Y:
    pnr_place_set_y (self, g_value_get_double (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_place_class_init (PnrPlaceClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pnr_place_finalize;
  object_class->get_property = pnr_place_get_property;
  object_class->set_property = pnr_place_set_property;

  properties[PROP_ID] =
      g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_BOARD] =
      g_param_spec_string ("board", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRODUCT_ID] =
      g_param_spec_int64 ("product-id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_X] =
      g_param_spec_double ("x", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0.0,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_Y] =
      g_param_spec_double ("y", NULL, NULL, -G_MAXDOUBLE, G_MAXDOUBLE, 0.0,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pnr_place_init (PnrPlace *self)
{
}

PnrPlace *
pnr_place_new (gint64 id)
{
  return g_object_new (PNR_TYPE_PLACE, "id", id, NULL);
}

PnrPlace *
pnr_place_copy (PnrPlace *self)
{
  PnrPlace *copy;

  g_return_val_if_fail (PNR_IS_PLACE (self), NULL);

  copy = pnr_place_new (self->id);
  pnr_noun_assign (PNR_NOUN (copy), PNR_NOUN (self));
  return copy;
}

gint64
pnr_place_get_id (PnrPlace *self)
{
  g_return_val_if_fail (PNR_IS_PLACE (self), 0);

  return self->id;
}

const char *
pnr_place_get_board (PnrPlace *self)
{
  g_return_val_if_fail (PNR_IS_PLACE (self), NULL);

  return self->board;
}

void
pnr_place_set_board (PnrPlace *self, const char *board)
{
  g_return_if_fail (PNR_IS_PLACE (self));

  if (g_strcmp0 (self->board, board) == 0)
    return;
  g_free (self->board);
  self->board = g_strdup (board);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BOARD]);
}

gint64
pnr_place_get_product_id (PnrPlace *self)
{
  g_return_val_if_fail (PNR_IS_PLACE (self), 0);

  return self->product_id;
}

void
pnr_place_set_product_id (PnrPlace *self, gint64 product_id)
{
  g_return_if_fail (PNR_IS_PLACE (self));

  if (self->product_id == product_id)
    return;
  self->product_id = product_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRODUCT_ID]);
}

double
pnr_place_get_x (PnrPlace *self)
{
  g_return_val_if_fail (PNR_IS_PLACE (self), 0);

  return self->x;
}

void
pnr_place_set_x (PnrPlace *self, double x)
{
  g_return_if_fail (PNR_IS_PLACE (self));

  if (self->x == x)
    return;
  self->x = x;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_X]);
}

double
pnr_place_get_y (PnrPlace *self)
{
  g_return_val_if_fail (PNR_IS_PLACE (self), 0);

  return self->y;
}

void
pnr_place_set_y (PnrPlace *self, double y)
{
  g_return_if_fail (PNR_IS_PLACE (self));

  if (self->y == y)
    return;
  self->y = y;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_Y]);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A set of active bundles and assumptions that is simulated against the baseline. */
#include "config.h"

#include "model/pnr-scenario.h"

#include "model/pnr-noun.h"

struct _PnrScenario {
  GObject parent_instance;

  gint64 id;
  char *name;
  char *note;
  char *author;
  gint64 created;
  GArray *bundle_ids;
  GPtrArray *assumptions;
};

enum {
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_NOTE,
  PROP_AUTHOR,
  PROP_CREATED,
  PROP_BUNDLE_IDS,
  PROP_ASSUMPTIONS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void pnr_scenario_noun_init (PnrNounInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PnrScenario, pnr_scenario, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PNR_TYPE_NOUN, pnr_scenario_noun_init))

static gint64
pnr_scenario_noun_get_id (PnrNoun *noun)
{
  return PNR_SCENARIO (noun)->id;
}

static void
pnr_scenario_noun_assign (PnrNoun *noun, PnrNoun *other)
{
  PnrScenario *self = PNR_SCENARIO (noun);
  PnrScenario *source = PNR_SCENARIO (other);

  g_object_freeze_notify (G_OBJECT (self));
  pnr_scenario_set_name (self, source->name);
  pnr_scenario_set_note (self, source->note);
  pnr_scenario_set_author (self, source->author);
  pnr_scenario_set_created (self, source->created);
  pnr_scenario_set_bundle_ids (self, (const gint64 *) source->bundle_ids->data,
                               source->bundle_ids->len);
  pnr_scenario_set_assumptions (self, source->assumptions);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
pnr_scenario_noun_init (PnrNounInterface *iface)
{
  iface->get_id = pnr_scenario_noun_get_id;
  iface->assign = pnr_scenario_noun_assign;
}

static void
pnr_scenario_finalize (GObject *object)
{
  PnrScenario *self = PNR_SCENARIO (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->bundle_ids, g_array_unref);
  g_clear_pointer (&self->assumptions, g_ptr_array_unref);

  G_OBJECT_CLASS (pnr_scenario_parent_class)->finalize (object);
}

static void
pnr_scenario_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PnrScenario *self = PNR_SCENARIO (object);

  switch (prop_id) {
  case PROP_ID:
    g_value_set_int64 (value, self->id);
    break;
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_NOTE:
    g_value_set_string (value, self->note);
    break;
  case PROP_AUTHOR:
    g_value_set_string (value, self->author);
    break;
  case PROP_CREATED:
    g_value_set_int64 (value, self->created);
    break;
  case PROP_BUNDLE_IDS:
    g_value_set_boxed (value, self->bundle_ids);
    break;
  case PROP_ASSUMPTIONS:
    g_value_set_boxed (value, self->assumptions);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_scenario_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PnrScenario *self = PNR_SCENARIO (object);

  switch (prop_id) {
  case PROP_ID:
    self->id = g_value_get_int64 (value);
    break;
  case PROP_NAME:
    pnr_scenario_set_name (self, g_value_get_string (value));
    break;
  case PROP_NOTE:
    pnr_scenario_set_note (self, g_value_get_string (value));
    break;
  case PROP_AUTHOR:
    pnr_scenario_set_author (self, g_value_get_string (value));
    break;
  case PROP_CREATED:
    pnr_scenario_set_created (self, g_value_get_int64 (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_scenario_class_init (PnrScenarioClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pnr_scenario_finalize;
  object_class->get_property = pnr_scenario_get_property;
  object_class->set_property = pnr_scenario_set_property;

  properties[PROP_ID] =
      g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] =
      g_param_spec_string ("name", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NOTE] =
      g_param_spec_string ("note", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_AUTHOR] =
      g_param_spec_string ("author", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CREATED] =
      g_param_spec_int64 ("created", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUNDLE_IDS] = g_param_spec_boxed ("bundle-ids", NULL, NULL, G_TYPE_ARRAY,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_ASSUMPTIONS] = g_param_spec_boxed ("assumptions", NULL, NULL, G_TYPE_PTR_ARRAY,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pnr_scenario_init (PnrScenario *self)
{
  self->bundle_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->assumptions = g_ptr_array_new_with_free_func (g_object_unref);
}

PnrScenario *
pnr_scenario_new (gint64 id)
{
  return g_object_new (PNR_TYPE_SCENARIO, "id", id, NULL);
}

PnrScenario *
pnr_scenario_copy (PnrScenario *self)
{
  PnrScenario *copy;

  g_return_val_if_fail (PNR_IS_SCENARIO (self), NULL);

  copy = pnr_scenario_new (self->id);
  pnr_noun_assign (PNR_NOUN (copy), PNR_NOUN (self));
  return copy;
}

gint64
pnr_scenario_get_id (PnrScenario *self)
{
  g_return_val_if_fail (PNR_IS_SCENARIO (self), 0);

  return self->id;
}

const char *
pnr_scenario_get_name (PnrScenario *self)
{
  g_return_val_if_fail (PNR_IS_SCENARIO (self), NULL);

  return self->name;
}

void
pnr_scenario_set_name (PnrScenario *self, const char *name)
{
  g_return_if_fail (PNR_IS_SCENARIO (self));

  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

const char *
pnr_scenario_get_note (PnrScenario *self)
{
  g_return_val_if_fail (PNR_IS_SCENARIO (self), NULL);

  return self->note;
}

void
pnr_scenario_set_note (PnrScenario *self, const char *note)
{
  g_return_if_fail (PNR_IS_SCENARIO (self));

  if (g_strcmp0 (self->note, note) == 0)
    return;
  g_free (self->note);
  self->note = g_strdup (note);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTE]);
}

const char *
pnr_scenario_get_author (PnrScenario *self)
{
  g_return_val_if_fail (PNR_IS_SCENARIO (self), NULL);

  return self->author;
}

void
pnr_scenario_set_author (PnrScenario *self, const char *author)
{
  g_return_if_fail (PNR_IS_SCENARIO (self));

  if (g_strcmp0 (self->author, author) == 0)
    return;
  g_free (self->author);
  self->author = g_strdup (author);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_AUTHOR]);
}

gint64
pnr_scenario_get_created (PnrScenario *self)
{
  g_return_val_if_fail (PNR_IS_SCENARIO (self), 0);

  return self->created;
}

void
pnr_scenario_set_created (PnrScenario *self, gint64 created)
{
  g_return_if_fail (PNR_IS_SCENARIO (self));

  if (self->created == created)
    return;
  self->created = created;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CREATED]);
}

guint
pnr_scenario_get_n_bundles (PnrScenario *self)
{
  g_return_val_if_fail (PNR_IS_SCENARIO (self), 0);

  return self->bundle_ids->len;
}

gint64
pnr_scenario_get_bundle_id (PnrScenario *self, guint index)
{
  g_return_val_if_fail (PNR_IS_SCENARIO (self), 0);
  g_return_val_if_fail (index < self->bundle_ids->len, 0);

  return g_array_index (self->bundle_ids, gint64, index);
}

gboolean
pnr_scenario_has_bundle (PnrScenario *self, gint64 bundle_id)
{
  g_return_val_if_fail (PNR_IS_SCENARIO (self), FALSE);

  for (guint i = 0; i < self->bundle_ids->len; i++) {
    if (g_array_index (self->bundle_ids, gint64, i) == bundle_id)
      return TRUE;
  }
  return FALSE;
}

void
pnr_scenario_set_bundle_ids (PnrScenario *self, const gint64 *bundle_ids, guint n_bundles)
{
  g_return_if_fail (PNR_IS_SCENARIO (self));

  g_array_set_size (self->bundle_ids, 0);
  if (n_bundles > 0)
    g_array_append_vals (self->bundle_ids, bundle_ids, n_bundles);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUNDLE_IDS]);
}

/**
 * pnr_scenario_get_assumptions:
 * @self: a scenario
 *
 * Returns: (transfer none) (element-type PnrAssumption): what it assumes beyond the defaults
 */
GPtrArray *
pnr_scenario_get_assumptions (PnrScenario *self)
{
  g_return_val_if_fail (PNR_IS_SCENARIO (self), NULL);

  return self->assumptions;
}

void
pnr_scenario_set_assumptions (PnrScenario *self, GPtrArray *assumptions)
{
  GPtrArray *taken;

  g_return_if_fail (PNR_IS_SCENARIO (self));

  taken = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < assumptions->len; i++)
    g_ptr_array_add (taken, g_object_ref (g_ptr_array_index (assumptions, i)));
  g_ptr_array_unref (self->assumptions);
  self->assumptions = taken;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ASSUMPTIONS]);
}

/**
 * pnr_scenario_find_assumption:
 * @self: a scenario
 * @name: the name of an assumption
 *
 * Returns: (transfer none) (nullable): the assumption of that name
 */
PnrAssumption *
pnr_scenario_find_assumption (PnrScenario *self, const char *name)
{
  g_return_val_if_fail (PNR_IS_SCENARIO (self), NULL);

  for (guint i = 0; i < self->assumptions->len; i++) {
    PnrAssumption *assumption = g_ptr_array_index (self->assumptions, i);

    if (g_strcmp0 (pnr_assumption_get_name (assumption), name) == 0)
      return assumption;
  }
  return NULL;
}

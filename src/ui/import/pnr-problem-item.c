/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row that was left out of an import, as one item of a list. */
#include "config.h"

#include "ui/import/pnr-problem-item.h"

enum {
  PROP_0,
  PROP_FILE,
  PROP_ROW,
  PROP_COLUMN,
  PROP_VALUE,
  PROP_MESSAGE,
  N_PROPS
};

/* Texts in the order of the properties. */
struct _PnrProblemItem {
  GObject parent_instance;

  char *texts[N_PROPS];
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PnrProblemItem, pnr_problem_item, G_TYPE_OBJECT)

static void
pnr_problem_item_finalize (GObject *object)
{
  for (guint i = 0; i < N_PROPS; i++)
    g_free (PNR_PROBLEM_ITEM (object)->texts[i]);

  G_OBJECT_CLASS (pnr_problem_item_parent_class)->finalize (object);
}

static void
pnr_problem_item_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id > PROP_0 && prop_id < N_PROPS)
    g_value_set_string (value, PNR_PROBLEM_ITEM (object)->texts[prop_id]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
pnr_problem_item_class_init (PnrProblemItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  static const char *const names[N_PROPS] = { NULL, "file", "row", "column", "value", "message" };

  object_class->finalize = pnr_problem_item_finalize;
  object_class->get_property = pnr_problem_item_get_property;
  for (guint i = 1; i < N_PROPS; i++)
    properties[i] =
        g_param_spec_string (names[i], NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pnr_problem_item_init (PnrProblemItem *self)
{
}

PnrProblemItem *
pnr_problem_item_new (const PnrProblem *problem)
{
  PnrProblemItem *self = g_object_new (PNR_TYPE_PROBLEM_ITEM, NULL);

  self->texts[PROP_FILE] = problem->file != NULL ? g_path_get_basename (problem->file) : NULL;
  self->texts[PROP_ROW] =
      problem->row > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, problem->row) : NULL;
  self->texts[PROP_COLUMN] = g_strdup (problem->column);
  self->texts[PROP_VALUE] = g_strdup (problem->value);
  self->texts[PROP_MESSAGE] = g_strdup (problem->message);
  return self;
}

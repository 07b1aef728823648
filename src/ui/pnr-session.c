/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one window looks at: its plan, what is selected in it, and how edits reach it. */
#include "config.h"

#include "ui/pnr-session.h"

#include "base/pnr-money.h"

#include <glib/gi18n.h>

struct _PnrSession {
  GObject parent_instance;

  PnrPlan *plan;
  gint64 product_id;
  gint64 bundle_id;
  gint64 scenario_id;
};

enum {
  PROP_0,
  PROP_PLAN,
  PROP_PRODUCT_ID,
  PROP_BUNDLE_ID,
  PROP_SCENARIO_ID,
  N_PROPS
};

enum {
  SAID,
  FAILED,
  HISTORY_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrSession, pnr_session, G_TYPE_OBJECT)

/* What a commit in flight must still say when it is done. */
typedef struct {
  PnrSession *session;
  char *sentence;
} PnrPendingCommit;

static void
pnr_pending_commit_free (PnrPendingCommit *pending)
{
  g_object_unref (pending->session);
  g_free (pending->sentence);
  g_free (pending);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrPendingCommit, pnr_pending_commit_free)

static void
commit_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrPendingCommit) pending = user_data;
  g_autoptr (GError) error = NULL;

  if (!pnr_plan_commit_finish (PNR_PLAN (source), result, &error))
    pnr_session_fail (pending->session, error);
  else if (pending->sentence != NULL)
    g_signal_emit (pending->session, signals[SAID], 0, pending->sentence, TRUE);
}

static void
pnr_session_finalize (GObject *object)
{
  g_clear_object (&PNR_SESSION (object)->plan);

  G_OBJECT_CLASS (pnr_session_parent_class)->finalize (object);
}

static void
pnr_session_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PnrSession *self = PNR_SESSION (object);

  switch (prop_id) {
  case PROP_PLAN:
    g_value_set_object (value, self->plan);
    break;
  case PROP_PRODUCT_ID:
    g_value_set_int64 (value, self->product_id);
    break;
  case PROP_BUNDLE_ID:
    g_value_set_int64 (value, self->bundle_id);
    break;
  case PROP_SCENARIO_ID:
    g_value_set_int64 (value, self->scenario_id);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_session_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PnrSession *self = PNR_SESSION (object);

  switch (prop_id) {
  case PROP_PLAN:
    self->plan = g_value_dup_object (value);
    break;
  case PROP_PRODUCT_ID:
    pnr_session_set_product_id (self, g_value_get_int64 (value));
    break;
  case PROP_BUNDLE_ID:
    pnr_session_set_bundle_id (self, g_value_get_int64 (value));
    break;
  case PROP_SCENARIO_ID:
    pnr_session_set_scenario_id (self, g_value_get_int64 (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_session_class_init (PnrSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pnr_session_finalize;
  object_class->get_property = pnr_session_get_property;
  object_class->set_property = pnr_session_set_property;

  properties[PROP_PLAN] =
      g_param_spec_object ("plan", NULL, NULL, PNR_TYPE_PLAN,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRODUCT_ID] =
      g_param_spec_int64 ("product-id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUNDLE_ID] =
      g_param_spec_int64 ("bundle-id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SCENARIO_ID] =
      g_param_spec_int64 ("scenario-id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SAID] = g_signal_new ("said", PNR_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[FAILED] = g_signal_new ("failed", PNR_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[HISTORY_CHANGED] = g_signal_new ("history-changed", PNR_TYPE_SESSION, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pnr_session_init (PnrSession *self)
{
}

PnrSession *
pnr_session_new (PnrPlan *plan)
{
  return g_object_new (PNR_TYPE_SESSION, "plan", plan, NULL);
}

PnrPlan *
pnr_session_get_plan (PnrSession *self)
{
  g_return_val_if_fail (PNR_IS_SESSION (self), NULL);

  return self->plan;
}

gint64
pnr_session_get_product_id (PnrSession *self)
{
  g_return_val_if_fail (PNR_IS_SESSION (self), 0);

  return self->product_id;
}

void
pnr_session_set_product_id (PnrSession *self, gint64 product_id)
{
  g_return_if_fail (PNR_IS_SESSION (self));

  if (self->product_id == product_id)
    return;
  self->product_id = product_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRODUCT_ID]);
}

gint64
pnr_session_get_bundle_id (PnrSession *self)
{
  g_return_val_if_fail (PNR_IS_SESSION (self), 0);

  return self->bundle_id;
}

void
pnr_session_set_bundle_id (PnrSession *self, gint64 bundle_id)
{
  g_return_if_fail (PNR_IS_SESSION (self));

  if (self->bundle_id == bundle_id)
    return;
  self->bundle_id = bundle_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUNDLE_ID]);
}

gint64
pnr_session_get_scenario_id (PnrSession *self)
{
  g_return_val_if_fail (PNR_IS_SESSION (self), 0);

  return self->scenario_id;
}

void
pnr_session_set_scenario_id (PnrSession *self, gint64 scenario_id)
{
  g_return_if_fail (PNR_IS_SESSION (self));

  if (self->scenario_id == scenario_id)
    return;
  self->scenario_id = scenario_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SCENARIO_ID]);
}

/**
 * pnr_session_find_product:
 * @self: a session
 * @id: a product's id
 *
 * Returns: (transfer none) (nullable): the product
 */
PnrProduct *
pnr_session_find_product (PnrSession *self, gint64 id)
{
  g_return_val_if_fail (PNR_IS_SESSION (self), NULL);

  return pnr_noun_list_get_by_id (pnr_plan_get_products (self->plan), id);
}

char *
pnr_session_dup_product_title (PnrSession *self, gint64 id)
{
  PnrProduct *product = pnr_session_find_product (self, id);

  return g_strdup (product != NULL ? pnr_product_get_title (product) : _ ("Removed product"));
}

char *
pnr_session_format_money (PnrSession *self, gint64 minor)
{
  g_return_val_if_fail (PNR_IS_SESSION (self), NULL);

  return pnr_money_format (minor, pnr_plan_get_currency (self->plan));
}

/**
 * pnr_session_commit:
 * @self: a session
 * @edit: what to change, as one undoable action
 * @sentence: (nullable): what to tell the merchant when it is done, with an offer to undo
 */
void
pnr_session_commit (PnrSession *self, PnrEdit *edit, const char *sentence)
{
  PnrPendingCommit *pending = g_new0 (PnrPendingCommit, 1);

  g_return_if_fail (PNR_IS_SESSION (self));

  pending->session = g_object_ref (self);
  pending->sentence = g_strdup (sentence);
  pnr_plan_commit_async (self->plan, edit, commit_done_cb, pending);
}

void
pnr_session_say (PnrSession *self, const char *sentence)
{
  g_return_if_fail (PNR_IS_SESSION (self));

  g_signal_emit (self, signals[SAID], 0, sentence, FALSE);
}

void
pnr_session_fail (PnrSession *self, const GError *error)
{
  g_return_if_fail (PNR_IS_SESSION (self));

  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

void
pnr_session_history_changed (PnrSession *self)
{
  g_return_if_fail (PNR_IS_SESSION (self));

  g_signal_emit (self, signals[HISTORY_CHANGED], 0);
}

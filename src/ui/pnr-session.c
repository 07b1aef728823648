/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one window looks at: its plan, what is selected in it, and how edits reach it. */
#include "config.h"

#include "ui/pnr-session.h"

#include "base/pnr-money.h"

#include <glib/gi18n.h>

struct _PnrSession {
  GObject parent_instance;

  PnrPlan *plan;
  PnrOutbox *outbox;
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
  RETURNED,
  FAILED,
  HISTORY_CHANGED,
  WALK_BEGUN,
  WALK_ENDED,
  SETTLE,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrSession, pnr_session, G_TYPE_OBJECT)

/* What is still to be said when a change is done. */
typedef struct {
  PnrSession *session;
  char *sentence;
  gint64 former_action;
  gint64 n_orders;
} PnrAnnouncement;

static PnrAnnouncement *
pnr_announcement_new (PnrSession *session, const char *sentence)
{
  PnrAnnouncement *self = g_new0 (PnrAnnouncement, 1);

  self->session = g_object_ref (session);
  self->sentence = g_strdup (sentence);
  self->former_action = pnr_plan_get_newest_action (session->plan);
  self->n_orders = pnr_plan_get_n_orders (session->plan);
  return self;
}

static void
pnr_announcement_free (gpointer data)
{
  PnrAnnouncement *self = data;

  g_object_unref (self->session);
  g_free (self->sentence);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrAnnouncement, pnr_announcement_free)

static void
landed_cb (const GError *error, gpointer user_data)
{
  PnrAnnouncement *announcement = user_data;

  if (error != NULL)
    pnr_session_fail (announcement->session, error);
  else if (announcement->sentence != NULL)
    pnr_session_offer_undo (announcement->session, announcement->sentence);
}

static void
return_tried_cb (gpointer user_data)
{
  PnrAnnouncement *announcement = user_data;

  g_signal_emit (announcement->session, signals[WALK_ENDED], 0);
}

static void
returned_cb (const GError *error, gpointer user_data)
{
  PnrAnnouncement *announcement = user_data;
  PnrSession *self = announcement->session;

  if (error != NULL) {
    pnr_session_fail (self, error);
    return;
  }
  if (announcement->sentence != NULL)
    g_signal_emit (self, signals[RETURNED], 0, announcement->sentence, announcement->former_action);
  if (pnr_plan_get_n_orders (self->plan) != announcement->n_orders)
    pnr_session_history_changed (self);
}

static void
pnr_session_constructed (GObject *object)
{
  PnrSession *self = PNR_SESSION (object);

  G_OBJECT_CLASS (pnr_session_parent_class)->constructed (object);

  self->outbox = pnr_outbox_new (self->plan);
}

static void
pnr_session_finalize (GObject *object)
{
  PnrSession *self = PNR_SESSION (object);

  g_clear_object (&self->outbox);
  g_clear_object (&self->plan);

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

  object_class->constructed = pnr_session_constructed;
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
  signals[RETURNED] = g_signal_new ("returned", PNR_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  /* The way through the log may be long: who can show progress hands it out, until the end. */
  signals[WALK_BEGUN] = g_signal_new ("walk-begun", PNR_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, PNR_TYPE_PROGRESS, 1, G_TYPE_STRING);
  signals[WALK_ENDED] = g_signal_new ("walk-ended", PNR_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", PNR_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[HISTORY_CHANGED] = g_signal_new ("history-changed", PNR_TYPE_SESSION, G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SETTLE] = g_signal_new ("settle", PNR_TYPE_SESSION, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
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

/* "Jacket → Tie". */
char *
pnr_session_dup_relation_title (PnrSession *self, PnrRelation *relation)
{
  g_autofree char *from = pnr_session_dup_product_title (self, pnr_relation_get_from_id (relation));
  g_autofree char *to = pnr_session_dup_product_title (self, pnr_relation_get_to_id (relation));

  return g_strdup_printf (pnr_relation_is_two_way (relation) ? "%s ↔ %s" : "%s → %s", from, to);
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
  g_return_if_fail (PNR_IS_SESSION (self));

  pnr_session_name_subject (self, edit);
  pnr_outbox_send (self->outbox, edit, landed_cb, pnr_announcement_new (self, sentence),
                   pnr_announcement_free);
}

/**
 * pnr_session_get_outbox:
 * @self: a session
 *
 * Returns: (transfer none): the edits on their way, for who must know when one has landed
 */
PnrOutbox *
pnr_session_get_outbox (PnrSession *self)
{
  g_return_val_if_fail (PNR_IS_SESSION (self), NULL);

  return self->outbox;
}

/**
 * pnr_session_return_to:
 * @self: a session
 * @action_id: an action of the log, or 0 for the moment before the first
 * @sentence: (nullable): what to tell the merchant, with an offer to go back
 */
void
pnr_session_return_to (PnrSession *self, gint64 action_id, const char *sentence)
{
  g_autoptr (PnrProgress) progress = NULL;

  g_return_if_fail (PNR_IS_SESSION (self));

  g_signal_emit (self, signals[WALK_BEGUN], 0, _ ("Going through the log"), &progress);
  pnr_outbox_send_walk (self->outbox, pnr_act_new_return (action_id), progress, return_tried_cb,
                        returned_cb, pnr_announcement_new (self, sentence), pnr_announcement_free);
}

void
pnr_session_say (PnrSession *self, const char *sentence)
{
  g_return_if_fail (PNR_IS_SESSION (self));

  g_signal_emit (self, signals[SAID], 0, sentence, FALSE);
}

/* For who sends edits past the session: the newest action was this one. */
void
pnr_session_offer_undo (PnrSession *self, const char *sentence)
{
  g_return_if_fail (PNR_IS_SESSION (self));

  g_signal_emit (self, signals[SAID], 0, sentence, TRUE);
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

/**
 * pnr_session_settle:
 * @self: a session
 *
 * Asks whoever holds something typed but not yet committed to commit it now: the window closes,
 * shows another page or takes an action back.
 */
void
pnr_session_settle (PnrSession *self)
{
  g_return_if_fail (PNR_IS_SESSION (self));

  g_signal_emit (self, signals[SETTLE], 0);
}

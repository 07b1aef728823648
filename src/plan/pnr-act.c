/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that is to be done to a plan: an edit, or a way through its log.
 *
 * It knows all that is needed to do it, so it can wait until the disk takes it, or be done in a
 * copy instead. */
#include "config.h"

#include "plan/pnr-act.h"

#include <glib/gi18n.h>

#include "plan/pnr-plan-log.h"
#include "plan/pnr-plan-private.h"

struct _PnrAct {
  GObject parent_instance;

  PnrActKind kind;
  char *name;
  PnrEdit *edit;
  gint64 action_id;
};

G_DEFINE_FINAL_TYPE (PnrAct, pnr_act, G_TYPE_OBJECT)

static void
pnr_act_finalize (GObject *object)
{
  PnrAct *self = PNR_ACT (object);

  g_clear_object (&self->edit);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (pnr_act_parent_class)->finalize (object);
}

static void
pnr_act_class_init (PnrActClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_act_finalize;
}

static void
pnr_act_init (PnrAct *self)
{
}

static PnrAct *
pnr_act_new (PnrActKind kind, char *name)
{
  PnrAct *self = g_object_new (PNR_TYPE_ACT, NULL);

  self->kind = kind;
  self->name = name;
  return self;
}

PnrAct *
pnr_act_new_edit (PnrEdit *edit)
{
  PnrAct *self = pnr_act_new (PNR_ACT_EDIT, g_strdup (pnr_edit_get_name (edit)));

  self->edit = g_object_ref (edit);
  return self;
}

/* @action: (nullable): the name of what is taken back */
PnrAct *
pnr_act_new_undo (const char *action)
{
  /* Translators: an action such as “Add bundle”, which is taken back. */
  return pnr_act_new (PNR_ACT_UNDO,
                      g_strdup_printf (_ ("Undo: %s"), action != NULL ? action : "…"));
}

/* @action: (nullable): the name of what is done again */
PnrAct *
pnr_act_new_redo (const char *action)
{
  /* Translators: an action such as “Add bundle”, which is done again. */
  return pnr_act_new (PNR_ACT_REDO,
                      g_strdup_printf (_ ("Redo: %s"), action != NULL ? action : "…"));
}

/* @action_id: of the log, or 0 for the moment before the first */
PnrAct *
pnr_act_new_return (gint64 action_id)
{
  PnrAct *self = pnr_act_new (PNR_ACT_RETURN, g_strdup (_ ("Return to a point of the log")));

  self->action_id = action_id;
  return self;
}

PnrActKind
pnr_act_get_kind (PnrAct *self)
{
  return self->kind;
}

/* What the merchant did, in a few words. */
const char *
pnr_act_get_name (PnrAct *self)
{
  g_return_val_if_fail (PNR_IS_ACT (self), NULL);

  return self->name;
}

/* NULL where it is no edit. */
PnrEdit *
pnr_act_get_edit (PnrAct *self)
{
  return self->edit;
}

gint64
pnr_act_get_action_id (PnrAct *self)
{
  return self->action_id;
}

/**
 * pnr_act_do_async:
 * @self: an act
 * @plan: what it is done to
 * @progress: (nullable): whether to stop, for those that may take long
 * @callback: called with @plan, to call pnr_act_do_finish()
 * @user_data: for @callback
 */
void
pnr_act_do_async (PnrAct *self, PnrPlan *plan, PnrProgress *progress, GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_return_if_fail (PNR_IS_ACT (self));

  switch (self->kind) {
  case PNR_ACT_EDIT:
    pnr_plan_commit_async (plan, self->edit, callback, user_data);
    break;
  case PNR_ACT_UNDO:
    pnr_plan_undo_async (plan, progress, callback, user_data);
    break;
  case PNR_ACT_REDO:
    pnr_plan_redo_async (plan, progress, callback, user_data);
    break;
  case PNR_ACT_RETURN:
    pnr_plan_return_to_async (plan, self->action_id, progress, callback, user_data);
    break;
  default:
    g_assert_not_reached ();
  }
}

gboolean
pnr_act_do_finish (PnrPlan *plan, GAsyncResult *result, GError **error)
{
  return pnr_plan_call_finish (plan, result, error) != NULL;
}

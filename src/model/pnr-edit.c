/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One named action on the plan: the nouns it puts and the nouns it removes, undone as one. */
#include "config.h"

#include "model/pnr-edit.h"

/* An edit is handed to the thread that writes, so it holds copies that nobody else changes. */
struct _PnrEdit {
  GObject parent_instance;

  char *name;
  char *reason;
  GPtrArray *puts;
  GPtrArray *removals;
};

G_DEFINE_FINAL_TYPE (PnrEdit, pnr_edit, G_TYPE_OBJECT)

static void
pnr_edit_finalize (GObject *object)
{
  PnrEdit *self = PNR_EDIT (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->puts, g_ptr_array_unref);
  g_clear_pointer (&self->removals, g_ptr_array_unref);

  G_OBJECT_CLASS (pnr_edit_parent_class)->finalize (object);
}

static void
pnr_edit_class_init (PnrEditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_edit_finalize;
}

static void
pnr_edit_init (PnrEdit *self)
{
  self->puts = g_ptr_array_new_with_free_func (g_object_unref);
  self->removals = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * pnr_edit_new:
 * @name: what the merchant did, as Undo shows it: "Add bundle “Starter kit”"
 *
 * Returns: (transfer full): an edit that does nothing yet
 */
PnrEdit *
pnr_edit_new (const char *name)
{
  PnrEdit *self = g_object_new (PNR_TYPE_EDIT, NULL);

  self->name = g_strdup (name);
  return self;
}

const char *
pnr_edit_get_name (PnrEdit *self)
{
  g_return_val_if_fail (PNR_IS_EDIT (self), NULL);

  return self->name;
}

void
pnr_edit_set_name (PnrEdit *self, const char *name)
{
  g_return_if_fail (PNR_IS_EDIT (self));

  g_free (self->name);
  self->name = g_strdup (name);
}

const char *
pnr_edit_get_reason (PnrEdit *self)
{
  g_return_val_if_fail (PNR_IS_EDIT (self), NULL);

  return self->reason;
}

void
pnr_edit_set_reason (PnrEdit *self, const char *reason)
{
  g_return_if_fail (PNR_IS_EDIT (self));

  if (g_strcmp0 (self->reason, reason) == 0)
    return;
  g_free (self->reason);
  self->reason = g_strdup (reason);
}

guint
pnr_edit_get_n_puts (PnrEdit *self)
{
  g_return_val_if_fail (PNR_IS_EDIT (self), 0);

  return self->puts->len;
}

PnrNoun *
pnr_edit_get_put (PnrEdit *self, guint index)
{
  g_return_val_if_fail (PNR_IS_EDIT (self), NULL);

  return g_ptr_array_index (self->puts, index);
}

guint
pnr_edit_get_n_removals (PnrEdit *self)
{
  g_return_val_if_fail (PNR_IS_EDIT (self), 0);

  return self->removals->len;
}

PnrNoun *
pnr_edit_get_removal (PnrEdit *self, guint index)
{
  g_return_val_if_fail (PNR_IS_EDIT (self), NULL);

  return g_ptr_array_index (self->removals, index);
}

static PnrNoun *
copy_noun (PnrNoun *noun)
{
  PnrNoun *copy = g_object_new (G_OBJECT_TYPE (noun), "id", pnr_noun_get_id (noun), NULL);

  pnr_noun_assign (copy, noun);
  return copy;
}

/**
 * pnr_edit_put:
 * @self: an edit
 * @noun: (type PnrNoun): a noun with its id, new or changed; it is copied now
 */
void
pnr_edit_put (PnrEdit *self, gpointer noun)
{
  g_return_if_fail (PNR_IS_EDIT (self));
  g_return_if_fail (pnr_noun_get_id (noun) > 0);

  g_ptr_array_add (self->puts, copy_noun (noun));
}

void
pnr_edit_remove (PnrEdit *self, gpointer noun)
{
  g_return_if_fail (PNR_IS_EDIT (self));
  g_return_if_fail (pnr_noun_get_id (noun) > 0);

  g_ptr_array_add (self->removals, copy_noun (noun));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selected relation: its kind, direction, place in the row, note, and the evidence for it. */
#include "config.h"

#include "ui/relationships/pnr-relation-inspector.h"

#include "ui/pnr-wording.h"

#include <glib/gi18n.h>

#define SETTLE_MS 700
#define MILLION 1000000.0

struct _PnrRelationInspector {
  AdwBin parent_instance;

  GtkLabel *from_label;
  GtkLabel *to_label;
  GtkDropDown *kind_drop_down;
  GtkSwitch *two_way_switch;
  GtkSpinButton *position_spin;
  GtkEntry *note_entry;
  GtkLabel *evidence_label;

  PnrSession *session;
  PnrRelation *relation;
  guint settle_id;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (PnrRelationInspector, pnr_relation_inspector, ADW_TYPE_BIN)

static char *
pnr_relation_inspector_dup_evidence (PnrRelation *relation)
{
  g_autofree char *date = pnr_wording_dup_date (pnr_relation_get_created (relation));
  const char *author = pnr_relation_get_author (relation);

  if (pnr_relation_get_evidence (relation) == PNR_EVIDENCE_MINED) {
    g_autofree char *from = pnr_wording_dup_date (pnr_relation_get_window_from (relation));
    g_autofree char *to = pnr_wording_dup_date (pnr_relation_get_window_to (relation));
    g_autofree char *value =
        pnr_wording_dup_number ((double) pnr_relation_get_measure_ppm (relation) / MILLION, 2);

    /* Translators: a measure such as "lift", its value, two dates, a person, a date. */
    return g_strdup_printf (_ ("From orders: %s %s between %s and %s. Accepted by %s on %s."),
                            pnr_relation_get_measure (relation), value, from, to,
                            author != NULL ? author : "–", date);
  }
  return g_strdup_printf (_ ("Judgement of %s on %s."), author != NULL ? author : "–", date);
}

static void
pnr_relation_inspector_show (PnrRelationInspector *self)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *evidence = NULL;
  const char *note;

  if (self->relation == NULL)
    return;
  self->is_showing = TRUE;
  from = pnr_session_dup_product_title (self->session, pnr_relation_get_from_id (self->relation));
  to = pnr_session_dup_product_title (self->session, pnr_relation_get_to_id (self->relation));
  evidence = pnr_relation_inspector_dup_evidence (self->relation);
  note = pnr_relation_get_note (self->relation);
  gtk_label_set_label (self->from_label, from);
  gtk_label_set_label (self->to_label, to);
  gtk_label_set_label (self->evidence_label, evidence);
  gtk_drop_down_set_selected (self->kind_drop_down, pnr_relation_get_kind (self->relation));
  gtk_switch_set_active (self->two_way_switch, pnr_relation_is_two_way (self->relation));
  gtk_spin_button_set_value (self->position_spin,
                             (double) pnr_relation_get_position (self->relation) + 1);
  if (self->settle_id == 0
      && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->note_entry)), note) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->note_entry), note != NULL ? note : "");
  self->is_showing = FALSE;
}

static void
pnr_relation_inspector_commit (PnrRelationInspector *self)
{
  g_autoptr (PnrRelation) changed = NULL;
  g_autoptr (PnrEdit) edit = NULL;
  const char *note = gtk_editable_get_text (GTK_EDITABLE (self->note_entry));

  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->is_showing || self->relation == NULL)
    return;
  changed = pnr_relation_copy (self->relation);
  pnr_relation_set_kind (changed, gtk_drop_down_get_selected (self->kind_drop_down));
  pnr_relation_set_two_way (changed, gtk_switch_get_active (self->two_way_switch));
  pnr_relation_set_position (changed, gtk_spin_button_get_value_as_int (self->position_spin) - 1);
  if (note[0] != '\0' || pnr_relation_get_note (changed) != NULL)
    pnr_relation_set_note (changed, note);
  if (pnr_relation_get_kind (changed) == pnr_relation_get_kind (self->relation)
      && pnr_relation_is_two_way (changed) == pnr_relation_is_two_way (self->relation)
      && pnr_relation_get_position (changed) == pnr_relation_get_position (self->relation)
      && g_strcmp0 (pnr_relation_get_note (changed), pnr_relation_get_note (self->relation)) == 0)
    return;
  edit = pnr_edit_new (_ ("Change relationship"));
  pnr_edit_put (edit, changed);
  pnr_session_commit (self->session, edit, NULL);
}

static gboolean
settle_cb (gpointer user_data)
{
  PnrRelationInspector *self = user_data;

  self->settle_id = 0;
  pnr_relation_inspector_commit (self);
  return G_SOURCE_REMOVE;
}

static void
typed_cb (PnrRelationInspector *self)
{
  if (self->is_showing || self->relation == NULL)
    return;
  g_clear_handle_id (&self->settle_id, g_source_remove);
  self->settle_id = g_timeout_add (SETTLE_MS, settle_cb, self);
}

static void
remove_clicked_cb (PnrRelationInspector *self)
{
  gint64 id;

  if (self->relation == NULL)
    return;
  id = pnr_relation_get_id (self->relation);
  pnr_session_remove_relations (self->session, &id, 1);
}

/* Turning an arrow round is one change of the same relation. */
static void
reverse_clicked_cb (PnrRelationInspector *self)
{
  g_autoptr (PnrRelation) changed = NULL;
  g_autoptr (PnrEdit) edit = pnr_edit_new (_ ("Turn relationship round"));

  if (self->relation == NULL)
    return;
  changed = pnr_relation_copy (self->relation);
  pnr_relation_set_from_id (changed, pnr_relation_get_to_id (self->relation));
  pnr_relation_set_to_id (changed, pnr_relation_get_from_id (self->relation));
  pnr_edit_put (edit, changed);
  pnr_session_commit (self->session, edit, NULL);
}

static void
pnr_relation_inspector_dispose (GObject *object)
{
  PnrRelationInspector *self = PNR_RELATION_INSPECTOR (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  if (self->relation != NULL)
    g_signal_handlers_disconnect_by_func (self->relation, pnr_relation_inspector_show, self);
  g_clear_object (&self->relation);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_RELATION_INSPECTOR);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_relation_inspector_parent_class)->dispose (object);
}

static void
pnr_relation_inspector_class_init (PnrRelationInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_relation_inspector_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/relationships/pnr-relation-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrRelationInspector, from_label);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationInspector, to_label);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationInspector, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationInspector, two_way_switch);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationInspector, position_spin);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationInspector, note_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationInspector, evidence_label);
  gtk_widget_class_bind_template_callback (widget_class, pnr_relation_inspector_commit);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, reverse_clicked_cb);
}

static void
pnr_relation_inspector_init (PnrRelationInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pnr_relation_inspector_set_session (PnrRelationInspector *self, PnrSession *session)
{
  g_return_if_fail (PNR_IS_RELATION_INSPECTOR (self));

  g_set_object (&self->session, session);
}

void
pnr_relation_inspector_set_relation (PnrRelationInspector *self, PnrRelation *relation)
{
  g_return_if_fail (PNR_IS_RELATION_INSPECTOR (self));

  if (self->relation == relation)
    return;
  if (self->relation != NULL) {
    if (self->settle_id != 0)
      pnr_relation_inspector_commit (self);
    g_signal_handlers_disconnect_by_func (self->relation, pnr_relation_inspector_show, self);
  }
  g_set_object (&self->relation, relation);
  if (relation != NULL)
    g_signal_connect_swapped (relation, "notify", G_CALLBACK (pnr_relation_inspector_show), self);
  pnr_relation_inspector_show (self);
}

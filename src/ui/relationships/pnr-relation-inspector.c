/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selected relation beside the canvas: kind, directions, position, strength, note, evidence. */
#include "config.h"

#include "ui/relationships/pnr-relation-inspector.h"

#include "ui/pnr-lineage-view.h"
#include "ui/pnr-steady-layout.h"
#include "ui/pnr-wheel.h"
#include "ui/relationships/pnr-relation-edits.h"

#include <glib/gi18n.h>
#include <math.h>

#define PPM_PER_PERCENT 10000

struct _PnrRelationInspector {
  AdwBin parent_instance;

  GtkLabel *title;
  GtkWidget *form;
  AdwComboRow *kind_row;
  GtkSwitch *two_way_switch;
  GtkSpinButton *position_spin;
  GtkSpinButton *strength_spin;
  AdwEntryRow *note_row;
  PnrLineageView *lineage_view;
  GtkWidget *buttons;

  PnrSession *session;
  gint64 relation_id;
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (PnrRelationInspector, pnr_relation_inspector, ADW_TYPE_BIN)

static PnrRelation *
pnr_relation_inspector_find (PnrRelationInspector *self)
{
  PnrPlan *plan = pnr_session_get_plan (self->session);

  return pnr_noun_list_get_by_id (pnr_plan_get_relations (plan), self->relation_id);
}

/* The relation to change, or NULL while the inspector itself writes into its fields. */
static PnrRelation *
pnr_relation_inspector_copy (PnrRelationInspector *self)
{
  PnrRelation *relation =
      self->is_showing || self->session == NULL ? NULL : pnr_relation_inspector_find (self);

  return relation != NULL ? pnr_relation_copy (relation) : NULL;
}

static void
kind_chosen_cb (PnrRelationInspector *self)
{
  g_autoptr (PnrRelation) relation = pnr_relation_inspector_copy (self);

  if (relation != NULL)
    pnr_relation_edits_set_kind (self->session, &self->relation_id, 1,
                                 adw_combo_row_get_selected (self->kind_row));
}

static void
two_way_switched_cb (PnrRelationInspector *self)
{
  g_autoptr (PnrRelation) relation = pnr_relation_inspector_copy (self);

  if (relation != NULL
      && pnr_relation_is_two_way (relation) != gtk_switch_get_active (self->two_way_switch))
    pnr_relation_edits_toggle_two_way (self->session, &self->relation_id, 1);
}

static void
position_changed_cb (PnrRelationInspector *self)
{
  g_autoptr (PnrRelation) relation = pnr_relation_inspector_copy (self);

  if (relation == NULL)
    return;
  pnr_relation_set_position (relation, gtk_spin_button_get_value_as_int (self->position_spin));
  pnr_relation_edits_put (self->session, relation, _ ("Change position of relationship"));
}

static void
strength_changed_cb (PnrRelationInspector *self)
{
  g_autoptr (PnrRelation) relation = pnr_relation_inspector_copy (self);

  if (relation == NULL)
    return;
  pnr_relation_set_strength_ppm (relation, gtk_spin_button_get_value_as_int (self->strength_spin)
                                               * PPM_PER_PERCENT);
  pnr_relation_edits_put (self->session, relation, _ ("Change strength of relationship"));
}

static void
note_applied_cb (PnrRelationInspector *self)
{
  g_autoptr (PnrRelation) relation = pnr_relation_inspector_copy (self);

  if (relation == NULL)
    return;
  pnr_relation_set_note (relation, gtk_editable_get_text (GTK_EDITABLE (self->note_row)));
  pnr_relation_edits_put (self->session, relation, _ ("Change note on relationship"));
}

static void
relation_turn_round (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrRelationInspector *self = PNR_RELATION_INSPECTOR (widget);

  pnr_relation_edits_turn_round (self->session, &self->relation_id, 1);
}

static void
relation_remove (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrRelationInspector *self = PNR_RELATION_INSPECTOR (widget);

  pnr_session_remove_relations (self->session, &self->relation_id, 1);
}

static void
pnr_relation_inspector_show_title (PnrRelationInspector *self, PnrRelation *relation)
{
  g_autofree char *title = pnr_session_dup_relation_title (self->session, relation);

  gtk_label_set_label (self->title, title);
}

static void
pnr_relation_inspector_show (PnrRelationInspector *self)
{
  PnrRelation *relation = pnr_relation_inspector_find (self);
  gboolean is_editable = !pnr_plan_is_read_only (pnr_session_get_plan (self->session));
  const char *note;
  gint64 strength;

  pnr_lineage_view_set_decision (self->lineage_view, (PnrDecision *) relation);
  if (relation == NULL)
    return;
  self->is_showing = TRUE;
  strength = pnr_relation_get_strength_ppm (relation);
  note = pnr_relation_get_note (relation);
  pnr_relation_inspector_show_title (self, relation);
  adw_combo_row_set_selected (self->kind_row, pnr_relation_get_kind (relation));
  gtk_switch_set_active (self->two_way_switch, pnr_relation_is_two_way (relation));
  gtk_spin_button_set_value (self->position_spin, (double) pnr_relation_get_position (relation));
  gtk_spin_button_set_value (self->strength_spin,
                             strength >= 0 ? round ((double) strength / PPM_PER_PERCENT) : 0.0);
  if (g_strcmp0 (note != NULL ? note : "", gtk_editable_get_text (GTK_EDITABLE (self->note_row))))
    gtk_editable_set_text (GTK_EDITABLE (self->note_row), note != NULL ? note : "");
  gtk_widget_set_sensitive (self->form, is_editable);
  gtk_widget_set_sensitive (self->buttons, is_editable);
  self->is_showing = FALSE;
}

static void
pnr_relation_inspector_dispose (GObject *object)
{
  PnrRelationInspector *self = PNR_RELATION_INSPECTOR (object);

  self->is_showing = TRUE;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_RELATION_INSPECTOR);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_relation_inspector_parent_class)->dispose (object);
}

static void
pnr_relation_inspector_class_init (PnrRelationInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_relation_inspector_dispose;

  gtk_widget_class_install_action (widget_class, "relation.turn-round", NULL, relation_turn_round);
  gtk_widget_class_install_action (widget_class, "relation.remove", NULL, relation_remove);

  g_type_ensure (PNR_TYPE_LINEAGE_VIEW);
  gtk_widget_class_set_layout_manager_type (widget_class, PNR_TYPE_STEADY_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/relationships/pnr-relation-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrRelationInspector, title);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationInspector, form);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationInspector, kind_row);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationInspector, two_way_switch);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationInspector, position_spin);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationInspector, strength_spin);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationInspector, note_row);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationInspector, lineage_view);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationInspector, buttons);
  gtk_widget_class_bind_template_callback (widget_class, kind_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, two_way_switched_cb);
  gtk_widget_class_bind_template_callback (widget_class, position_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, strength_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_applied_cb);
}

static void
pnr_relation_inspector_init (PnrRelationInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pnr_wheel_leave (GTK_WIDGET (self));
}

void
pnr_relation_inspector_set_session (PnrRelationInspector *self, PnrSession *session)
{
  g_return_if_fail (PNR_IS_RELATION_INSPECTOR (self));

  if (!g_set_object (&self->session, session))
    return;
  pnr_lineage_view_set_session (self->lineage_view, session);
  g_signal_connect_object (pnr_plan_get_relations (pnr_session_get_plan (session)), "items-changed",
                           G_CALLBACK (pnr_relation_inspector_show), self, G_CONNECT_SWAPPED);
}

void
pnr_relation_inspector_set_relation_id (PnrRelationInspector *self, gint64 relation_id)
{
  g_return_if_fail (PNR_IS_RELATION_INSPECTOR (self));

  self->relation_id = relation_id;
  pnr_relation_inspector_show (self);
}

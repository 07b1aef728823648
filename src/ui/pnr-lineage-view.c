/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a decision comes from, by whom, and whether it is approved; the approval is given here. */
#include "config.h"

#include "ui/pnr-lineage-view.h"

#include "ui/pnr-lineage-words.h"

#include <glib/gi18n.h>

struct _PnrLineageView {
  AdwBin parent_instance;

  AdwActionRow *evidence_row;
  AdwActionRow *window_row;
  AdwActionRow *data_row;
  AdwActionRow *author_row;
  AdwActionRow *approval_row;
  GtkImage *approval_icon;
  GtkWidget *approve_button;
  GtkWidget *withdraw_button;

  PnrSession *session;
  PnrDecision *decision; /* the plan's */
};

G_DEFINE_FINAL_TYPE (PnrLineageView, pnr_lineage_view, ADW_TYPE_BIN)

static void
set_subtitle (AdwActionRow *row, char *(*dup_words) (PnrDecision *decision), PnrDecision *decision)
{
  g_autofree char *words = dup_words (decision);

  adw_action_row_set_subtitle (row, words);
}

static void
pnr_lineage_view_show_evidence (PnrLineageView *self)
{
  gboolean is_mined = pnr_decision_get_evidence (self->decision) == PNR_EVIDENCE_MINED;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->evidence_row),
                                 is_mined ? _ ("Counted in past orders") : _ ("Judgement"));
  if (is_mined) {
    set_subtitle (self->evidence_row, pnr_lineage_words_dup_measure, self->decision);
    set_subtitle (self->window_row, pnr_lineage_words_dup_window, self->decision);
    set_subtitle (self->data_row, pnr_lineage_words_dup_data, self->decision);
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->data_row),
                                 pnr_decision_get_data_hash (self->decision));
  } else {
    adw_action_row_set_subtitle (self->evidence_row, _ ("What the merchant knows or believes"));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->window_row), is_mined);
  gtk_widget_set_visible (GTK_WIDGET (self->data_row), is_mined);
}

static void
pnr_lineage_view_show (PnrLineageView *self)
{
  gboolean is_editable =
      self->decision != NULL && !pnr_plan_is_read_only (pnr_session_get_plan (self->session));
  gboolean is_approved = self->decision != NULL && pnr_decision_is_approved (self->decision);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lineage.approve", is_editable && !is_approved);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "lineage.withdraw", is_editable && is_approved);
  if (self->decision == NULL)
    return;
  pnr_lineage_view_show_evidence (self);
  set_subtitle (self->author_row, pnr_lineage_words_dup_author, self->decision);
  set_subtitle (self->approval_row, pnr_lineage_words_dup_approval, self->decision);
  gtk_image_set_from_icon_name (self->approval_icon,
                                is_approved ? "emblem-ok-symbolic" : "content-loading-symbolic");
  gtk_widget_set_visible (self->approve_button, !is_approved);
  gtk_widget_set_visible (self->withdraw_button, is_approved);
}

static char *
pnr_lineage_view_dup_subject (PnrLineageView *self)
{
  if (PNR_IS_BUNDLE (self->decision))
    return g_strdup (pnr_bundle_get_name (PNR_BUNDLE (self->decision)));
  return pnr_session_dup_relation_title (self->session, PNR_RELATION (self->decision));
}

static PnrDecision *
copy_decision (PnrDecision *decision)
{
  return PNR_IS_BUNDLE (decision) ? PNR_DECISION (pnr_bundle_copy (PNR_BUNDLE (decision)))
                                  : PNR_DECISION (pnr_relation_copy (PNR_RELATION (decision)));
}

static void
pnr_lineage_view_commit (PnrLineageView *self, PnrDecision *changed, const char *name_format,
                         const char *sentence_format, const char *why)
{
  g_autofree char *subject = pnr_lineage_view_dup_subject (self);
  GString *name = g_string_new (name_format);
  GString *sentence = g_string_new (sentence_format);
  g_autoptr (PnrEdit) edit = NULL;

  g_string_replace (name, "%s", subject, 1);
  g_string_replace (sentence, "%s", subject, 1);
  edit = pnr_edit_new (name->str);
  pnr_edit_set_reason (edit, why);
  pnr_edit_put (edit, changed);
  pnr_session_commit (self->session, edit, sentence->str);
  g_string_free (name, TRUE);
  g_string_free (sentence, TRUE);
}

static void
lineage_approve (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrLineageView *self = PNR_LINEAGE_VIEW (widget);
  g_autoptr (PnrDecision) changed = copy_decision (self->decision);
  g_autofree char *evidence = pnr_lineage_words_dup_evidence (self->decision);

  pnr_decision_set_approver (changed, g_get_real_name ());
  pnr_decision_set_approved (changed, g_get_real_time () / G_USEC_PER_SEC);
  /* Translators: what is approved: a bundle, or “one product → another”. */
  pnr_lineage_view_commit (self, changed, _ ("Approve “%s”"), _ ("“%s” approved"), evidence);
}

static void
lineage_withdraw (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrLineageView *self = PNR_LINEAGE_VIEW (widget);
  g_autoptr (PnrDecision) changed = copy_decision (self->decision);

  pnr_decision_withdraw_approval (changed);
  pnr_lineage_view_commit (self, changed, _ ("Withdraw approval of “%s”"),
                           _ ("Approval of “%s” withdrawn"), NULL);
}

static void
pnr_lineage_view_dispose (GObject *object)
{
  PnrLineageView *self = PNR_LINEAGE_VIEW (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_LINEAGE_VIEW);
  g_clear_object (&self->decision);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_lineage_view_parent_class)->dispose (object);
}

static void
pnr_lineage_view_class_init (PnrLineageViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_lineage_view_dispose;

  gtk_widget_class_install_action (widget_class, "lineage.approve", NULL, lineage_approve);
  gtk_widget_class_install_action (widget_class, "lineage.withdraw", NULL, lineage_withdraw);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/pannier/Pannier/ui/pnr-lineage-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrLineageView, evidence_row);
  gtk_widget_class_bind_template_child (widget_class, PnrLineageView, window_row);
  gtk_widget_class_bind_template_child (widget_class, PnrLineageView, data_row);
  gtk_widget_class_bind_template_child (widget_class, PnrLineageView, author_row);
  gtk_widget_class_bind_template_child (widget_class, PnrLineageView, approval_row);
  gtk_widget_class_bind_template_child (widget_class, PnrLineageView, approval_icon);
  gtk_widget_class_bind_template_child (widget_class, PnrLineageView, approve_button);
  gtk_widget_class_bind_template_child (widget_class, PnrLineageView, withdraw_button);
}

static void
pnr_lineage_view_init (PnrLineageView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pnr_lineage_view_show (self);
}

void
pnr_lineage_view_set_session (PnrLineageView *self, PnrSession *session)
{
  g_return_if_fail (PNR_IS_LINEAGE_VIEW (self));

  g_set_object (&self->session, session);
}

/**
 * pnr_lineage_view_set_decision:
 * @self: a view with a session
 * @decision: (nullable): a relation or a bundle of the plan
 *
 * To be called again when the decision has changed.
 */
void
pnr_lineage_view_set_decision (PnrLineageView *self, PnrDecision *decision)
{
  g_return_if_fail (PNR_IS_LINEAGE_VIEW (self));

  g_set_object (&self->decision, decision);
  pnr_lineage_view_show (self);
}

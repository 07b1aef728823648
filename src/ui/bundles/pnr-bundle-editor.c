/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything about one bundle: its name and kind here, parts, price and terms in rooms of their
 * own; all of them edit one draft, which is saved as it changes. */
#include "config.h"

#include "ui/bundles/pnr-bundle-editor.h"

#include "model/pnr-bundle-kind.h"
#include "model/pnr-bundle-rephrase.h"
#include "plan/pnr-plan-pricing.h"
#include "ui/bundles/pnr-bundle-draft.h"
#include "ui/bundles/pnr-bundle-figures.h"
#include "ui/bundles/pnr-bundle-live.h"
#include "ui/bundles/pnr-bundle-parts.h"
#include "ui/bundles/pnr-bundle-price.h"
#include "ui/bundles/pnr-bundle-sheet.h"
#include "ui/bundles/pnr-bundle-terms.h"
#include "ui/bundles/pnr-kind-gallery.h"
#include "ui/bundles/pnr-kind-picture.h"
#include "ui/bundles/pnr-price-finder.h"
#include "ui/pnr-lineage-view.h"
#include "ui/pnr-steady-layout.h"
#include "ui/pnr-unfold.h"

#include <glib/gi18n.h>

struct _PnrBundleEditor {
  AdwBin parent_instance;

  PnrBundleFigures *figures;
  GtkWidget *name_group;
  AdwActionRow *name_row;
  GtkEntry *name_entry;
  AdwActionRow *sku_row;
  GtkEntry *sku_entry;
  AdwActionRow *kind_row;
  PnrKindPicture *kind_picture;
  PnrBundleParts *parts;
  PnrBundlePrice *price;
  PnrBundleLive *live;
  PnrBundleTerms *terms;
  PnrPriceFinder *price_finder;
  PnrBundleSheet *sheet;
  PnrLineageView *lineage_view;

  PnrSession *session;
  PnrBundleDraft *draft;
  gboolean is_showing;
  gboolean is_typing_sku; /* what stands in its entry is not what the draft has */
};

G_DEFINE_FINAL_TYPE (PnrBundleEditor, pnr_bundle_editor, ADW_TYPE_BIN)

static PnrBundle *
pnr_bundle_editor_get_bundle (PnrBundleEditor *self)
{
  return self->draft != NULL ? pnr_bundle_draft_get_bundle (self->draft) : NULL;
}

static char *
dup_stripped (GtkEntry *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

/* What is wrong with what was typed, under the row it was typed in. */
static void
complain (AdwActionRow *row, GtkEntry *entry, const char *sentence)
{
  adw_action_row_set_subtitle (row, sentence != NULL ? sentence : "");
  if (sentence != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID,
      sentence != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
name_typed_cb (PnrBundleEditor *self)
{
  PnrBundle *bundle = pnr_bundle_editor_get_bundle (self);
  g_autofree char *name = NULL;

  if (self->is_showing || bundle == NULL)
    return;
  name = dup_stripped (self->name_entry);
  complain (self->name_row, self->name_entry,
            name[0] == '\0' ? _ ("A bundle needs a name. Until then the old one counts.") : NULL);
  if (name[0] == '\0' || g_strcmp0 (name, pnr_bundle_get_name (bundle)) == 0)
    return;
  pnr_bundle_set_name (bundle, name);
  pnr_bundle_draft_typed (self->draft);
}

/* (nullable): why the SKU cannot be what was typed. */
static const char *
pnr_bundle_editor_find_sku_fault (PnrBundleEditor *self, const char *sku)
{
  if (sku[0] == '\0')
    return _ ("A bundle needs a SKU. Until then the old one counts.");
  if (pnr_session_is_sku_taken (self->session, sku, pnr_bundle_draft_get_stored (self->draft)))
    return _ ("A product or another bundle has this SKU. Until you type another, the old one "
              "counts.");
  return NULL;
}

static void
sku_typed_cb (PnrBundleEditor *self)
{
  g_autofree char *sku = NULL;

  if (self->is_showing || pnr_bundle_editor_get_bundle (self) == NULL)
    return;
  sku = dup_stripped (self->sku_entry);
  self->is_typing_sku = TRUE;
  complain (self->sku_row, self->sku_entry, pnr_bundle_editor_find_sku_fault (self, sku));
}

/* The beginning of a SKU is often free where the whole is taken, so only the whole counts. What is
 * refused stays in sight, with the reason, until something else is typed. */
static void
sku_ended_cb (PnrBundleEditor *self)
{
  PnrBundle *bundle = pnr_bundle_editor_get_bundle (self);
  g_autofree char *sku = NULL;
  const char *sentence;

  if (!self->is_typing_sku || bundle == NULL)
    return;
  sku = dup_stripped (self->sku_entry);
  sentence = pnr_bundle_editor_find_sku_fault (self, sku);
  complain (self->sku_row, self->sku_entry, sentence);
  if (sentence != NULL)
    return;
  self->is_typing_sku = FALSE;
  if (g_strcmp0 (sku, pnr_bundle_get_sku (bundle)) == 0)
    return;
  pnr_bundle_set_sku (bundle, sku);
  pnr_bundle_draft_typed (self->draft);
}

static void
settled_cb (PnrBundleEditor *self)
{
  if (self->draft == NULL)
    return;
  sku_ended_cb (self);
  pnr_bundle_draft_settle (self->draft);
}

static void
kind_chosen_cb (PnrBundleEditor *self, PnrBundleKind kind)
{
  PnrBundle *bundle = pnr_bundle_editor_get_bundle (self);
  g_autofree char *sentence = NULL;

  if (bundle == NULL || kind == pnr_bundle_get_kind (bundle))
    return;
  pnr_bundle_turn_into (bundle, pnr_bundle_draft_get_products (self->draft), kind);
  /* Translators: the name of a bundle, the kind that it is of from now on. */
  sentence = g_strdup_printf (_ ("“%s” is of the type “%s” now"), pnr_bundle_get_name (bundle),
                              pnr_bundle_kind_get_label (kind));
  pnr_bundle_draft_commit (self->draft, _ ("Change type of bundle “%s”"), sentence);
}

static void
editor_change_kind (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrBundleEditor *self = PNR_BUNDLE_EDITOR (widget);
  PnrKindGallery *gallery;

  if (pnr_bundle_editor_get_bundle (self) == NULL)
    return;
  gallery = pnr_kind_gallery_new (widget);
  pnr_kind_gallery_show_bundle (gallery, pnr_bundle_editor_get_bundle (self));
  g_signal_connect_object (gallery, "chosen", G_CALLBACK (kind_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (gallery));
}

/* A found price is a fixed one where that is the price of the whole; else the rule is aimed at it.
 */
static void
price_taken_cb (PnrBundleEditor *self, gint64 price_minor)
{
  PnrBundle *bundle = pnr_bundle_editor_get_bundle (self);
  g_autofree char *price = pnr_session_format_money (self->session, price_minor);
  g_autofree char *sentence = g_strdup_printf (_ ("The price is %s now"), price);

  pnr_bundle_change_mode (bundle, pnr_bundle_draft_get_products (self->draft),
                          PNR_PRICE_MODE_FIXED);
  pnr_bundle_set_price_value (bundle, price_minor);
  pnr_bundle_draft_commit (self->draft, _ ("Change price of bundle “%s”"), sentence);
}

static void
chart_failed_cb (PnrBundleEditor *self, const char *sentence)
{
  pnr_session_say (self->session, sentence);
}

static gboolean
has_focus_in (GtkEntry *entry)
{
  return (gtk_widget_get_state_flags (GTK_WIDGET (entry)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

/* What is being typed is not pulled from under the fingers: not a wrong word, which is about to be
 * put right, and not one that means the same. */
static void
show_text (AdwActionRow *row, GtkEntry *entry, const char *text)
{
  g_autofree char *present = dup_stripped (entry);

  if (has_focus_in (entry) && gtk_widget_has_css_class (GTK_WIDGET (row), "error"))
    return;
  complain (row, entry, NULL);
  if (g_strcmp0 (present, text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
}

static void
pnr_bundle_editor_show_kind (PnrBundleEditor *self, PnrBundle *bundle)
{
  PnrBundleKind kind = pnr_bundle_get_kind (bundle);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->kind_row),
                                 pnr_bundle_kind_get_label (kind));
  adw_action_row_set_subtitle (self->kind_row, pnr_bundle_kind_get_consequence (kind));
  pnr_kind_picture_set_kind (self->kind_picture, kind);
}

static void
pnr_bundle_editor_show (PnrBundleEditor *self)
{
  PnrBundle *bundle = pnr_bundle_editor_get_bundle (self);
  PnrBundlePricing pricing;

  if (bundle == NULL || self->price_finder == NULL)
    return;
  self->is_showing = TRUE;
  show_text (self->name_row, self->name_entry, pnr_bundle_get_name (bundle));
  if (!self->is_typing_sku)
    show_text (self->sku_row, self->sku_entry, pnr_bundle_get_sku (bundle));
  pnr_bundle_editor_show_kind (self, bundle);
  self->is_showing = FALSE;
  pnr_lineage_view_set_decision (self->lineage_view,
                                 PNR_DECISION (pnr_bundle_draft_get_stored (self->draft)));
  pnr_plan_price_bundle (pnr_session_get_plan (self->session), bundle, &pricing);
  pnr_bundle_figures_show (self->figures, self->session, bundle, &pricing);
  pnr_bundle_price_show (self->price, &pricing);
  pnr_bundle_live_show_bundle (self->live, bundle);
  pnr_bundle_terms_show (self->terms, &pricing);
  pnr_price_finder_show_bundle (self->price_finder, bundle);
  pnr_bundle_sheet_show_bundle (self->sheet, bundle);
}

static void
pnr_bundle_editor_unmap (GtkWidget *widget)
{
  settled_cb (PNR_BUNDLE_EDITOR (widget));

  GTK_WIDGET_CLASS (pnr_bundle_editor_parent_class)->unmap (widget);
}

static void
pnr_bundle_editor_dispose (GObject *object)
{
  PnrBundleEditor *self = PNR_BUNDLE_EDITOR (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_BUNDLE_EDITOR);
  self->price_finder = NULL;
  g_clear_object (&self->draft);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_bundle_editor_parent_class)->dispose (object);
}

static void
pnr_bundle_editor_class_init (PnrBundleEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_bundle_editor_dispose;
  widget_class->unmap = pnr_bundle_editor_unmap;

  g_type_ensure (PNR_TYPE_BUNDLE_FIGURES);
  g_type_ensure (PNR_TYPE_BUNDLE_LIVE);
  g_type_ensure (PNR_TYPE_BUNDLE_PARTS);
  g_type_ensure (PNR_TYPE_BUNDLE_PRICE);
  g_type_ensure (PNR_TYPE_BUNDLE_SHEET);
  g_type_ensure (PNR_TYPE_BUNDLE_TERMS);
  g_type_ensure (PNR_TYPE_KIND_PICTURE);
  g_type_ensure (PNR_TYPE_LINEAGE_VIEW);
  g_type_ensure (PNR_TYPE_PRICE_FINDER);
  gtk_widget_class_install_action (widget_class, "editor.change-kind", NULL, editor_change_kind);
  gtk_widget_class_set_layout_manager_type (widget_class, PNR_TYPE_STEADY_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-bundle-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, figures);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, name_group);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, name_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, sku_row);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, sku_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, kind_row);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, kind_picture);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, parts);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, price);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, live);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, terms);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, price_finder);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, sheet);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleEditor, lineage_view);
  gtk_widget_class_bind_template_callback (widget_class, name_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sku_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, sku_ended_cb);
  gtk_widget_class_bind_template_callback (widget_class, settled_cb);
  gtk_widget_class_bind_template_callback (widget_class, price_taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, chart_failed_cb);
}

/* Entries share the room of their rows with the titles: as wide as each other are both or none. */
static void
align_entries (PnrBundleEditor *self)
{
  g_autoptr (GtkSizeGroup) titles = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  GtkEntry *entries[] = { self->name_entry, self->sku_entry };

  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    gtk_size_group_add_widget (
        titles, gtk_widget_get_prev_sibling (gtk_widget_get_parent (GTK_WIDGET (entries[i]))));
}

static void
pnr_bundle_editor_init (PnrBundleEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  align_entries (self);
  pnr_unfold_rows (gtk_widget_get_parent (self->name_group));
}

static void
is_read_only_changed_cb (PnrBundleEditor *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.change-kind",
                                 !pnr_plan_is_read_only (pnr_session_get_plan (self->session)));
}

void
pnr_bundle_editor_set_session (PnrBundleEditor *self, PnrSession *session)
{
  GtkWidget *groups[] = { self->name_group, GTK_WIDGET (self->parts), GTK_WIDGET (self->price),
                          GTK_WIDGET (self->terms) };
  PnrPlan *plan = pnr_session_get_plan (session);

  g_return_if_fail (PNR_IS_BUNDLE_EDITOR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  /* Before the draft listens: what is still in the entry goes with what it sends. */
  g_signal_connect_object (session, "settle", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  self->draft = pnr_bundle_draft_new (session);
  pnr_bundle_parts_set_draft (self->parts, self->draft);
  pnr_bundle_price_set_draft (self->price, self->draft);
  pnr_bundle_terms_set_draft (self->terms, self->draft);
  pnr_bundle_live_set_session (self->live, session);
  pnr_price_finder_set_session (self->price_finder, session);
  pnr_bundle_sheet_set_session (self->sheet, session);
  pnr_lineage_view_set_session (self->lineage_view, session);
  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++)
    g_object_bind_property (plan, "is-read-only", groups[i], "sensitive",
                            G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_signal_connect_object (self->draft, "changed", G_CALLBACK (pnr_bundle_editor_show), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "notify::is-read-only", G_CALLBACK (is_read_only_changed_cb), self,
                           G_CONNECT_SWAPPED);
  is_read_only_changed_cb (self);
}

/**
 * pnr_bundle_editor_set_bundle:
 * @self: an editor
 * @bundle: one of the plan's bundles
 *
 * What was typed for the bundle before is saved first.
 */
void
pnr_bundle_editor_set_bundle (PnrBundleEditor *self, PnrBundle *bundle)
{
  g_return_if_fail (PNR_IS_BUNDLE_EDITOR (self));
  g_return_if_fail (PNR_IS_BUNDLE (bundle));

  if (pnr_bundle_draft_get_stored (self->draft) == bundle)
    return;
  settled_cb (self);
  self->is_typing_sku = FALSE;
  complain (self->name_row, self->name_entry, NULL);
  complain (self->sku_row, self->sku_entry, NULL);
  pnr_bundle_parts_forget (self->parts);
  pnr_bundle_price_forget (self->price);
  pnr_bundle_terms_forget (self->terms);
  pnr_bundle_draft_set_stored (self->draft, bundle);
}

/* A bundle that was just added is named first: typing replaces the name it was given. */
void
pnr_bundle_editor_start_naming (PnrBundleEditor *self)
{
  g_return_if_fail (PNR_IS_BUNDLE_EDITOR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->name_entry));
}

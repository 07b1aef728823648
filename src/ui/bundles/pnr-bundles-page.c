/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of bundles beside the editor of the selected one. */
#include "config.h"

#include "ui/bundles/pnr-bundles-page.h"

#include "ui/bundles/pnr-bundle-editor.h"
#include "ui/bundles/pnr-drift-notice.h"
#include "ui/bundles/pnr-kind-gallery.h"
#include "ui/pnr-chosen-row.h"
#include "ui/pnr-steady-layout.h"
#include "ui/pnr-tab-stop.h"
#include "ui/pnr-tip-bar.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>

struct _PnrBundlesPage {
  AdwBin parent_instance;

  GtkStack *stack;
  AdwLeaflet *leaflet;
  GtkWidget *editor_box;
  PnrDriftNotice *drift_notice;
  GtkListView *list;
  PnrBundleEditor *editor;

  PnrSession *session;
  GtkSingleSelection *selection;
  gboolean is_following;
  gint64 unnamed_id; /* was added here and is to be named as soon as it is shown */
};

enum {
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PnrBundlesPage, pnr_bundles_page, ADW_TYPE_BIN)

static void
pnr_bundles_page_update_row (PnrBundlesPage *self, GtkListItem *item)
{
  PnrBundle *bundle = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *title = gtk_widget_get_first_child (box);
  GtkWidget *subtitle = gtk_widget_get_last_child (box);
  g_autofree char *text = NULL;

  PnrPlan *plan = pnr_session_get_plan (self->session);
  g_autofree char *price = pnr_session_format_money (
      self->session, pnr_bundle_get_price_minor (bundle, pnr_plan_get_products (plan)));

  text = g_strdup_printf ("%s · %s · %s", pnr_bundle_get_sku (bundle),
                          pnr_wording_get_bundle_kind (pnr_bundle_get_kind (bundle)), price);
  gtk_label_set_label (GTK_LABEL (title), pnr_bundle_get_name (bundle));
  gtk_label_set_label (GTK_LABEL (subtitle), text);
}

static void
row_changed_cb (GObject *bundle, GParamSpec *pspec, GtkListItem *item)
{
  PnrBundlesPage *self = g_object_get_data (G_OBJECT (item), "page");

  pnr_bundles_page_update_row (self, item);
}

static void
row_setup_cb (PnrBundlesPage *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  for (int i = 0; i < 2; i++) {
    GtkWidget *label = gtk_label_new (NULL);

    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    if (i == 1) {
      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "caption");
    }
    gtk_box_append (GTK_BOX (box), label);
  }
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_list_item_set_child (item, box);
}

static void
row_bind_cb (PnrBundlesPage *self, GtkListItem *item)
{
  GtkWidget *row = gtk_widget_get_parent (gtk_list_item_get_child (item));

  g_object_set_data (G_OBJECT (item), "page", self);
  g_signal_connect (gtk_list_item_get_item (item), "notify", G_CALLBACK (row_changed_cb), item);
  pnr_bundles_page_update_row (self, item);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    pnr_bundle_get_name (gtk_list_item_get_item (item)), -1);
}

static void
row_unbind_cb (PnrBundlesPage *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), row_changed_cb, item);
}

static void
selected_cb (PnrBundlesPage *self)
{
  PnrBundle *bundle = gtk_single_selection_get_selected_item (self->selection);

  if (bundle != NULL && !self->is_following)
    pnr_session_set_bundle_id (self->session, pnr_bundle_get_id (bundle));
}

static void
row_activated_cb (PnrBundlesPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->editor_box);
}

/* The button that added it may be gone by now, and the focus must not end in the passing sentence
 * that offers to undo. */
static void
pnr_bundles_page_name_new (PnrBundlesPage *self)
{
  PnrBundle *shown = gtk_single_selection_get_selected_item (self->selection);

  if (self->unnamed_id == 0 || shown == NULL || pnr_bundle_get_id (shown) != self->unnamed_id)
    return;
  self->unnamed_id = 0;
  adw_leaflet_set_visible_child (self->leaflet, self->editor_box);
  pnr_bundle_editor_start_naming (self->editor);
}

/* Shows the bundle that the session names, or the first one there is. */
static void
pnr_bundles_page_follow (PnrBundlesPage *self)
{
  PnrNounList *bundles = pnr_plan_get_bundles (pnr_session_get_plan (self->session));
  gint64 id = pnr_session_get_bundle_id (self->session);
  guint n_bundles = g_list_model_get_n_items (G_LIST_MODEL (bundles));
  guint position = 0;

  gtk_stack_set_visible_child_name (self->stack, n_bundles == 0 ? "empty" : "bundles");
  if (n_bundles == 0)
    return;
  if (!pnr_noun_list_get_position (bundles, id, &position) || position >= n_bundles)
    position = 0;
  /* A bundle that is being added is named before it is in the list. */
  self->is_following = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->is_following = FALSE;
  pnr_bundle_editor_set_bundle (self->editor,
                                gtk_single_selection_get_selected_item (self->selection));
  pnr_bundles_page_name_new (self);
}

static void
kind_chosen_cb (PnrBundlesPage *self, PnrBundleKind kind)
{
  self->unnamed_id = pnr_session_add_bundle (self->session, kind, NULL, 0);
  pnr_bundles_page_follow (self);
}

/* What it is to do is decided first: everything else about a bundle depends on that. */
static void
page_add (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrKindGallery *gallery = pnr_kind_gallery_new (widget);

  g_signal_connect_object (gallery, "chosen", G_CALLBACK (kind_chosen_cb), widget,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (gallery));
}

static void
page_focus_chosen (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_chosen_row_focus (GTK_WIDGET (PNR_BUNDLES_PAGE (widget)->list));
}

static void
page_back (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  adw_leaflet_navigate (PNR_BUNDLES_PAGE (widget)->leaflet, ADW_NAVIGATION_DIRECTION_BACK);
}

static void
page_remove (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrBundlesPage *self = PNR_BUNDLES_PAGE (widget);
  PnrBundle *bundle = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (PnrEdit) edit = NULL;
  g_autofree char *name = NULL;
  g_autofree char *sentence = NULL;

  if (bundle == NULL)
    return;
  name = g_strdup_printf (_ ("Remove bundle “%s”"), pnr_bundle_get_name (bundle));
  sentence = g_strdup_printf (_ ("Bundle “%s” removed"), pnr_bundle_get_name (bundle));
  edit = pnr_edit_new (name);
  pnr_edit_remove (edit, bundle);
  pnr_session_commit (self->session, edit, sentence);
}

static void
pnr_bundles_page_update_actions (PnrBundlesPage *self)
{
  gboolean is_writable = !pnr_plan_is_read_only (pnr_session_get_plan (self->session));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.add", is_writable);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.remove", is_writable);
}

static void
pnr_bundles_page_constructed (GObject *object)
{
  PnrBundlesPage *self = PNR_BUNDLES_PAGE (object);
  PnrPlan *plan = pnr_session_get_plan (self->session);
  PnrNounList *bundles = pnr_plan_get_bundles (plan);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  G_OBJECT_CLASS (pnr_bundles_page_parent_class)->constructed (object);

  g_signal_connect_object (factory, "setup", G_CALLBACK (row_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (row_bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (row_unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (bundles)));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  pnr_bundle_editor_set_session (self->editor, self->session);
  pnr_drift_notice_set_session (self->drift_notice, self->session);
  pnr_bundles_page_follow (self);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::bundle-id", G_CALLBACK (pnr_bundles_page_follow),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (bundles, "items-changed", G_CALLBACK (pnr_bundles_page_follow), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (plan, "notify::is-read-only",
                           G_CALLBACK (pnr_bundles_page_update_actions), self, G_CONNECT_SWAPPED);
  pnr_bundles_page_update_actions (self);
  pnr_tab_stop_make (GTK_WIDGET (self->list));
}

static void
pnr_bundles_page_dispose (GObject *object)
{
  PnrBundlesPage *self = PNR_BUNDLES_PAGE (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_BUNDLES_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_bundles_page_parent_class)->dispose (object);
}

static void
pnr_bundles_page_set_property (GObject *object, guint prop_id, const GValue *value,
                               GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_SESSION:
    PNR_BUNDLES_PAGE (object)->session = g_value_dup_object (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_bundles_page_class_init (PnrBundlesPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = pnr_bundles_page_constructed;
  object_class->dispose = pnr_bundles_page_dispose;
  object_class->set_property = pnr_bundles_page_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, PNR_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "page.add", NULL, page_add);
  gtk_widget_class_install_action (widget_class, "page.remove", NULL, page_remove);
  gtk_widget_class_install_action (widget_class, "page.back", NULL, page_back);
  gtk_widget_class_install_action (widget_class, "page.focus-chosen", NULL, page_focus_chosen);

  g_type_ensure (PNR_TYPE_BUNDLE_EDITOR);
  g_type_ensure (PNR_TYPE_DRIFT_NOTICE);
  g_type_ensure (PNR_TYPE_TIP_BAR);
  gtk_widget_class_set_layout_manager_type (widget_class, PNR_TYPE_STEADY_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-bundles-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrBundlesPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrBundlesPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, PnrBundlesPage, editor_box);
  gtk_widget_class_bind_template_child (widget_class, PnrBundlesPage, drift_notice);
  gtk_widget_class_bind_template_child (widget_class, PnrBundlesPage, list);
  gtk_widget_class_bind_template_child (widget_class, PnrBundlesPage, editor);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
pnr_bundles_page_init (PnrBundlesPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

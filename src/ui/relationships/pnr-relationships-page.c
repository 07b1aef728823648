/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The relationships page: products to drag at the left, the canvas or its outline, details. */
#include "config.h"

#include "ui/relationships/pnr-relationships-page.h"

#include "drawing/pnr-board-file.h"
#include "ui/catalogue/pnr-product-inspector.h"
#include "ui/pnr-late-menu.h"
#include "ui/pnr-steady-layout.h"
#include "ui/pnr-toolbar.h"
#include "ui/pnr-wording.h"
#include "ui/relationships/pnr-canvas.h"
#include "ui/relationships/pnr-product-browser.h"
#include "ui/relationships/pnr-relation-inspector.h"
#include "ui/relationships/pnr-relation-outline.h"

#include <glib/gi18n.h>
#include <string.h>

struct _PnrRelationshipsPage {
  AdwBin parent_instance;

  GtkLabel *zoom_label;
  GtkLabel *count_label;
  GtkWidget *zoom_box;
  GtkToggleButton *outline_toggle;
  GtkMenuButton *arrange_button;
  GMenuModel *arrange_menu;
  AdwFlap *browser_flap;
  PnrProductBrowser *browser;
  AdwFlap *inspector_flap;
  GtkStack *stack;
  PnrCanvas *canvas;
  GtkWidget *empty_box;
  AdwBin *outline_bin;
  GtkLabel *empty_label;
  GtkWidget *import_button;
  GtkWidget *find_button;
  GtkWidget *suggestions_button;
  GtkStack *inspector_stack;
  PnrProductInspector *product_inspector;
  PnrRelationInspector *relation_inspector;

  PnrSession *session;
  guint update_id;
};

enum {
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PnrRelationshipsPage, pnr_relationships_page, ADW_TYPE_BIN)

static void
pnr_relationships_page_show_selection (PnrRelationshipsPage *self)
{
  PnrBoardScene *scene = pnr_canvas_get_scene (self->canvas);
  guint n_products, n_relations;
  g_autofree gint64 *products =
      pnr_board_scene_dup_selected (scene, PNR_BOARD_PART_PRODUCT, &n_products);
  g_autofree gint64 *relations =
      pnr_board_scene_dup_selected (scene, PNR_BOARD_PART_RELATION, &n_relations);
  gboolean is_editable = !pnr_plan_is_read_only (pnr_session_get_plan (self->session));

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.bundle", is_editable && n_products >= 2);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.fit-selection", n_products > 0);
  if (n_products == 0 && n_relations >= 1) {
    pnr_relation_inspector_set_relation_id (self->relation_inspector, relations[0]);
    gtk_stack_set_visible_child_name (self->inspector_stack, "relation");
  } else if (n_products > 0) {
    gtk_stack_set_visible_child_name (self->inspector_stack, "product");
  }
}

/* Nothing can be dragged out of an empty catalogue: then the way begins with an import. */
static void
pnr_relationships_page_offer_start (PnrRelationshipsPage *self)
{
  PnrPlan *plan = pnr_session_get_plan (self->session);
  gboolean has_products =
      g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_products (plan))) > 0;

  gtk_widget_set_visible (self->import_button, !has_products);
  gtk_widget_set_visible (self->find_button, has_products);
  gtk_widget_set_visible (self->suggestions_button, has_products);
  gtk_label_set_label (
      self->empty_label,
      has_products ? _ ("Drag two products here and pull a line from the edge of one to the "
                        "other, or accept what past orders suggest.")
                   : _ ("The plan has no products. Import your shop’s files, then drag two "
                        "products here and pull a line from one to the other."));
}

static void
pnr_relationships_page_count (PnrRelationshipsPage *self)
{
  PnrBoardScene *scene = pnr_canvas_get_scene (self->canvas);
  guint n_products = pnr_board_scene_get_n_products (scene);
  guint n_relations = pnr_board_scene_get_n_relations (scene);
  g_autofree char *products =
      g_strdup_printf (ngettext ("%'u product", "%'u products", n_products), n_products);
  g_autofree char *relations = g_strdup_printf (
      ngettext ("%'u relationship", "%'u relationships", n_relations), n_relations);
  g_autofree char *text = g_strdup_printf ("%s · %s", products, relations);
  gboolean is_editable = !pnr_plan_is_read_only (pnr_session_get_plan (self->session));

  gtk_label_set_label (self->count_label, n_products > 0 ? text : "");
  gtk_widget_set_visible (self->empty_box, n_products == 0);
  pnr_relationships_page_offer_start (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.save-picture", n_products > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.fit-all", n_products > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.arrange", is_editable && n_products > 1);
}

static void
pnr_relationships_page_show_zoom (PnrRelationshipsPage *self)
{
  g_autofree char *text = pnr_wording_dup_share (pnr_canvas_get_zoom (self->canvas), 0);

  gtk_label_set_label (self->zoom_label, text);
}

static gboolean
update_cb (gpointer user_data)
{
  PnrRelationshipsPage *self = user_data;

  self->update_id = 0;
  pnr_relationships_page_show_selection (self);
  pnr_relationships_page_count (self);
  pnr_relationships_page_show_zoom (self);
  return G_SOURCE_REMOVE;
}

/* Many changes between two frames are shown once. */
static void
pnr_relationships_page_queue_update (PnrRelationshipsPage *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_cb, self);
}

/* The canvas fits its view while it is given its size, when the toolbar has its size already: a
 * new label there would leave it without one for this frame. */
static void
zoom_changed_cb (PnrRelationshipsPage *self)
{
  pnr_relationships_page_queue_update (self);
}

static void
opened_cb (PnrRelationshipsPage *self)
{
  pnr_relationships_page_show_selection (self);
  adw_flap_set_reveal_flap (self->inspector_flap, TRUE);
}

static void
product_activated_cb (PnrRelationshipsPage *self, PnrProduct *product)
{
  pnr_canvas_place_product (self->canvas, product);
}

/* Another view of the same, which many never look at: it is built when it is first asked for. */
static void
pnr_relationships_page_build_outline (PnrRelationshipsPage *self)
{
  GtkWidget *outline = g_object_new (PNR_TYPE_RELATION_OUTLINE, NULL);

  pnr_relation_outline_set_session (PNR_RELATION_OUTLINE (outline), self->session,
                                    pnr_canvas_get_scene (self->canvas));
  g_signal_connect_object (outline, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  adw_bin_set_child (self->outline_bin, outline);
}

static void
outline_toggled_cb (PnrRelationshipsPage *self)
{
  gboolean is_outline = gtk_toggle_button_get_active (self->outline_toggle);

  if (is_outline && adw_bin_get_child (self->outline_bin) == NULL)
    pnr_relationships_page_build_outline (self);
  gtk_stack_set_visible_child_name (self->stack, is_outline ? "outline" : "canvas");
  gtk_widget_set_sensitive (self->zoom_box, !is_outline);
}

/* "page.zoom-in" is "canvas.zoom-in", wherever on the page the focus is. */
static void
page_forward (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrRelationshipsPage *self = PNR_RELATIONSHIPS_PAGE (widget);
  g_autofree char *name = g_strconcat ("canvas", strchr (action_name, '.'), NULL);

  gtk_widget_activate_action_variant (GTK_WIDGET (self->canvas), name, parameter);
}

/* The button is greyed where too little is selected; a key that does nothing would be a riddle. */
static void
page_bundle_by_key (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrRelationshipsPage *self = PNR_RELATIONSHIPS_PAGE (widget);
  PnrBoardScene *scene = pnr_canvas_get_scene (self->canvas);

  if (pnr_board_scene_get_n_selected (scene, PNR_BOARD_PART_PRODUCT) >= 2)
    gtk_widget_activate_action (GTK_WIDGET (self->canvas), "canvas.bundle", NULL);
  else
    pnr_session_say (self->session, _ ("Select two or more products on the board to bundle them"));
}

static void
page_find (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrRelationshipsPage *self = PNR_RELATIONSHIPS_PAGE (widget);

  adw_flap_set_reveal_flap (self->browser_flap, TRUE);
  pnr_product_browser_start_search (self->browser);
}

static void
page_toggle_outline (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrRelationshipsPage *self = PNR_RELATIONSHIPS_PAGE (widget);

  gtk_toggle_button_set_active (self->outline_toggle,
                                !gtk_toggle_button_get_active (self->outline_toggle));
}

static void
page_toggle_inspector (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrRelationshipsPage *self = PNR_RELATIONSHIPS_PAGE (widget);

  adw_flap_set_reveal_flap (self->inspector_flap, !adw_flap_get_reveal_flap (self->inspector_flap));
}

static void
page_toggle_browser (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrRelationshipsPage *self = PNR_RELATIONSHIPS_PAGE (widget);

  adw_flap_set_reveal_flap (self->browser_flap, !adw_flap_get_reveal_flap (self->browser_flap));
}

/* The line under a saved picture that says from which data it came. */
static char *
pnr_relationships_page_dup_stamp (PnrRelationshipsPage *self, const char *data_hash)
{
  const char *name = pnr_plan_get_name (pnr_session_get_plan (self->session));
  g_autofree char *date = pnr_wording_dup_date (g_get_real_time () / G_USEC_PER_SEC);

  if (data_hash == NULL)
    return g_strdup_printf ("%s · %s", name, date);
  return g_strdup_printf ("%s · %s · %.12s", name, date, data_hash);
}

/* The data's hash comes with the whole contents of the plan, which take their time to read. */
static void
read_data_hash_in_thread (GTask *task, gpointer source, gpointer plan, GCancellable *cancellable)
{
  g_autoptr (PnrContents) contents = pnr_plan_get_contents (plan);

  g_task_return_pointer (task, contents != NULL ? g_strdup (contents->data_hash) : NULL, g_free);
}

static void
data_hash_read_cb (GObject *source, GAsyncResult *result, gpointer path)
{
  PnrRelationshipsPage *self = PNR_RELATIONSHIPS_PAGE (source);
  g_autofree char *file = path;
  g_autofree char *data_hash = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autofree char *stamp = NULL;
  PnrPalette palette = pnr_palette_print ();
  g_autoptr (GError) error = NULL;

  if (self->session == NULL)
    return;
  stamp = pnr_relationships_page_dup_stamp (self, data_hash);
  if (pnr_board_scene_save (pnr_canvas_get_scene (self->canvas), file, &palette, stamp, &error))
    pnr_session_say (self->session, _ ("Picture saved"));
  else
    pnr_session_fail (self->session, error);
}

static void
picture_named_cb (GtkNativeDialog *dialog, int response, PnrRelationshipsPage *self)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    g_autoptr (GTask) task = g_task_new (self, NULL, data_hash_read_cb, g_file_get_path (file));

    g_task_set_task_data (task, g_object_ref (pnr_session_get_plan (self->session)),
                          g_object_unref);
    g_task_run_in_thread (task, read_data_hash_in_thread);
  }
  g_object_unref (dialog);
}

static void
page_save_picture (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrRelationshipsPage *self = PNR_RELATIONSHIPS_PAGE (widget);
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Save Picture"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Pictures (SVG, PDF, PNG)"));
  gtk_file_filter_add_suffix (filter, "svg");
  gtk_file_filter_add_suffix (filter, "pdf");
  gtk_file_filter_add_suffix (filter, "png");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), _ ("Relationships.svg"));
  g_signal_connect_object (dialog, "response", G_CALLBACK (picture_named_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
pnr_relationships_page_constructed (GObject *object)
{
  PnrRelationshipsPage *self = PNR_RELATIONSHIPS_PAGE (object);
  PnrBoardScene *scene = pnr_canvas_get_scene (self->canvas);

  G_OBJECT_CLASS (pnr_relationships_page_parent_class)->constructed (object);

  pnr_canvas_set_session (self->canvas, self->session);
  pnr_product_browser_set_session (self->browser, self->session);
  pnr_product_inspector_set_session (self->product_inspector, self->session);
  pnr_relation_inspector_set_session (self->relation_inspector, self->session);
  g_signal_connect_object (scene, "selection-changed",
                           G_CALLBACK (pnr_relationships_page_queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (scene, "ground-changed",
                           G_CALLBACK (pnr_relationships_page_queue_update), self,
                           G_CONNECT_SWAPPED);
  update_cb (self);
}

static void
pnr_relationships_page_dispose (GObject *object)
{
  PnrRelationshipsPage *self = PNR_RELATIONSHIPS_PAGE (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_RELATIONSHIPS_PAGE);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_relationships_page_parent_class)->dispose (object);
}

static void
pnr_relationships_page_set_property (GObject *object, guint prop_id, const GValue *value,
                                     GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_SESSION:
    PNR_RELATIONSHIPS_PAGE (object)->session = g_value_dup_object (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

/* In the outline, the product is chosen but its keyboard is that of a table. */
static void
page_focus_chosen (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrRelationshipsPage *self = PNR_RELATIONSHIPS_PAGE (widget);

  if (gtk_widget_get_mapped (GTK_WIDGET (self->canvas)))
    pnr_canvas_focus_product (self->canvas, pnr_session_get_product_id (self->session));
  else
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
pnr_relationships_page_install_actions (GtkWidgetClass *widget_class)
{
  static const char *const forwarded[] = { "page.zoom-in",       "page.zoom-out",
                                           "page.zoom-original", "page.fit-all",
                                           "page.fit-selection", "page.bundle" };
  static const struct {
    guint key;
    const char *action;
  } bindings[] = {
    { GDK_KEY_plus, "page.zoom-in" },
    { GDK_KEY_equal, "page.zoom-in" },
    { GDK_KEY_minus, "page.zoom-out" },
    { GDK_KEY_0, "page.zoom-original" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (forwarded); i++)
    gtk_widget_class_install_action (widget_class, forwarded[i], NULL, page_forward);
  gtk_widget_class_install_action (widget_class, "page.arrange", "i", page_forward);
  gtk_widget_class_install_action (widget_class, "page.bundle-by-key", NULL, page_bundle_by_key);
  gtk_widget_class_install_action (widget_class, "page.find", NULL, page_find);
  gtk_widget_class_install_action (widget_class, "page.focus-chosen", NULL, page_focus_chosen);
  gtk_widget_class_install_action (widget_class, "page.toggle-outline", NULL, page_toggle_outline);
  gtk_widget_class_install_action (widget_class, "page.toggle-inspector", NULL,
                                   page_toggle_inspector);
  gtk_widget_class_install_action (widget_class, "page.toggle-browser", NULL, page_toggle_browser);
  gtk_widget_class_install_action (widget_class, "page.save-picture", NULL, page_save_picture);
  for (gsize i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class, bindings[i].key, GDK_CONTROL_MASK,
                                         bindings[i].action, NULL);
}

static void
pnr_relationships_page_class_init (PnrRelationshipsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = pnr_relationships_page_constructed;
  object_class->dispose = pnr_relationships_page_dispose;
  object_class->set_property = pnr_relationships_page_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, PNR_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  pnr_relationships_page_install_actions (widget_class);
  g_type_ensure (PNR_TYPE_CANVAS);
  g_type_ensure (PNR_TYPE_PRODUCT_BROWSER);
  g_type_ensure (PNR_TYPE_PRODUCT_INSPECTOR);
  g_type_ensure (PNR_TYPE_RELATION_INSPECTOR);
  g_type_ensure (PNR_TYPE_RELATION_OUTLINE);
  g_type_ensure (PNR_TYPE_TOOLBAR);
  gtk_widget_class_set_layout_manager_type (widget_class, PNR_TYPE_STEADY_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/relationships/pnr-relationships-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, zoom_box);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, outline_toggle);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, arrange_button);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, arrange_menu);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, browser_flap);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, browser);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, inspector_flap);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, canvas);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, empty_box);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, outline_bin);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, empty_label);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, find_button);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, suggestions_button);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, inspector_stack);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, product_inspector);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, relation_inspector);
  gtk_widget_class_bind_template_callback (widget_class, zoom_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, product_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, outline_toggled_cb);
}

static void
pnr_relationships_page_init (PnrRelationshipsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pnr_late_menu_give (self->arrange_button, self->arrange_menu);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relationships: the canvas, its outline twin, the products to drag in, the inspector. */
#include "config.h"

#include "ui/relationships/pnr-relationships-page.h"

#include "base/pnr-text.h"
#include "ui/catalogue/pnr-product-inspector.h"
#include "ui/pnr-wording.h"
#include "ui/relationships/pnr-canvas.h"
#include "ui/relationships/pnr-relation-inspector.h"

#include <glib/gi18n.h>
#include <string.h>

#define ZOOM_STEP 1.25

struct _PnrRelationshipsPage {
  AdwBin parent_instance;

  GtkSearchEntry *search_entry;
  GtkListView *product_list;
  GtkStack *view_stack;
  GtkToggleButton *outline_toggle;
  GtkToggleButton *inspector_toggle;
  PnrCanvas *canvas;
  GtkWidget *hint;
  GtkColumnView *outline;
  GtkStack *inspector_stack;
  PnrProductInspector *product_inspector;
  PnrRelationInspector *relation_inspector;

  PnrSession *session;
  GtkFilter *filter;
  GtkSingleSelection *outline_selection;
  char *searched;
};

enum {
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PnrRelationshipsPage, pnr_relationships_page, ADW_TYPE_BIN)

static gboolean
filter_product (gpointer item, gpointer user_data)
{
  PnrRelationshipsPage *self = user_data;
  g_autofree char *title = NULL;
  g_autofree char *sku = NULL;

  if (self->searched == NULL)
    return TRUE;
  title = pnr_text_fold (pnr_product_get_title (item));
  sku = pnr_text_fold (pnr_product_get_sku (item) != NULL ? pnr_product_get_sku (item) : "");
  return strstr (title, self->searched) != NULL || strstr (sku, self->searched) != NULL;
}

static void
search_changed_cb (PnrRelationshipsPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  g_free (self->searched);
  self->searched = text[0] != '\0' ? pnr_text_fold (text) : NULL;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
product_activated_cb (PnrRelationshipsPage *self, guint position)
{
  g_autoptr (PnrProduct) product =
      g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (self->product_list)), position);

  if (product != NULL)
    pnr_canvas_show_product (self->canvas, pnr_product_get_id (product));
}

static GdkContentProvider *
drag_prepared_cb (GtkListItem *item)
{
  PnrProduct *product = gtk_list_item_get_item (item);

  return product != NULL ? gdk_content_provider_new_typed (PNR_TYPE_PRODUCT, product) : NULL;
}

static void
product_setup_cb (PnrRelationshipsPage *self, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY | GDK_ACTION_LINK);
  g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepared_cb), item,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (label, GTK_EVENT_CONTROLLER (source));
  gtk_list_item_set_child (item, label);
}

static void
product_bind_cb (PnrRelationshipsPage *self, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *title = pnr_product_get_title (gtk_list_item_get_item (item));
  GtkWidget *row = gtk_widget_get_parent (label);

  gtk_label_set_label (GTK_LABEL (label), title);
  gtk_widget_set_tooltip_text (label, title);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static char *
pnr_relationships_page_dup_cell (PnrRelationshipsPage *self, PnrRelation *relation, int column)
{
  switch (column) {
  case 0:
    return pnr_session_dup_product_title (self->session, pnr_relation_get_from_id (relation));
  case 1:
    return g_strdup_printf ("%s %s", pnr_relation_is_two_way (relation) ? "↔" : "→",
                            pnr_wording_get_relation_kind (pnr_relation_get_kind (relation)));
  case 2:
    return pnr_session_dup_product_title (self->session, pnr_relation_get_to_id (relation));
  default:
    return g_strdup (pnr_relation_get_evidence (relation) == PNR_EVIDENCE_MINED
                         ? C_ ("evidence", "Orders")
                         : C_ ("evidence", "Judgement"));
  }
}

static void
outline_setup_cb (PnrRelationshipsPage *self, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
relation_changed_cb (GtkListItem *item)
{
  PnrRelationshipsPage *self = g_object_get_data (G_OBJECT (item), "page");
  int column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (item), "column"));
  g_autofree char *text =
      pnr_relationships_page_dup_cell (self, gtk_list_item_get_item (item), column);

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static void
outline_bind_cb (PnrRelationshipsPage *self, GtkListItem *item, GtkListItemFactory *factory)
{
  PnrRelation *relation = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (gtk_list_item_get_child (item)));
  g_autofree char *label = pnr_board_scene_dup_relation_label (pnr_canvas_get_scene (self->canvas),
                                                               pnr_relation_get_id (relation));

  g_object_set_data (G_OBJECT (item), "page", self);
  g_object_set_data (G_OBJECT (item), "column", g_object_get_data (G_OBJECT (factory), "column"));
  g_signal_connect_swapped (relation, "notify", G_CALLBACK (relation_changed_cb), item);
  relation_changed_cb (item);
  if (row != NULL && label != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
outline_unbind_cb (PnrRelationshipsPage *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), relation_changed_cb, item);
}

static void
pnr_relationships_page_inspect (PnrRelationshipsPage *self, PnrRelation *relation)
{
  if (relation != NULL)
    pnr_relation_inspector_set_relation (self->relation_inspector, relation);
  gtk_stack_set_visible_child_name (self->inspector_stack,
                                    relation != NULL ? "relation" : "product");
}

/* A single selected relation is inspected, else the product. */
static void
scene_selection_changed_cb (PnrRelationshipsPage *self)
{
  PnrBoardScene *scene = pnr_canvas_get_scene (self->canvas);
  PnrNounList *relations = pnr_plan_get_relations (pnr_session_get_plan (self->session));
  g_autofree gint64 *ids = NULL;
  guint n_ids;
  guint position;

  ids = pnr_board_scene_dup_selected (scene, PNR_BOARD_PART_RELATION, &n_ids);
  pnr_relationships_page_inspect (self,
                                  n_ids == 1 ? pnr_noun_list_get_by_id (relations, ids[0]) : NULL);
  if (n_ids == 1 && pnr_noun_list_get_position (relations, ids[0], &position))
    gtk_single_selection_set_selected (self->outline_selection, position);
}

static void
outline_selected_cb (PnrRelationshipsPage *self)
{
  PnrRelation *relation = gtk_single_selection_get_selected_item (self->outline_selection);
  PnrBoardScene *scene = pnr_canvas_get_scene (self->canvas);

  if (relation != NULL
      && !pnr_board_scene_is_selected (scene, PNR_BOARD_PART_RELATION,
                                       pnr_relation_get_id (relation)))
    pnr_board_scene_select_only (scene, PNR_BOARD_PART_RELATION, pnr_relation_get_id (relation));
}

static void
relations_changed_cb (PnrRelationshipsPage *self)
{
  PnrBoardScene *scene = pnr_canvas_get_scene (self->canvas);

  gtk_widget_set_visible (self->hint, pnr_board_scene_get_n_products (scene) == 0);
  scene_selection_changed_cb (self);
}

static void
opened_cb (PnrRelationshipsPage *self)
{
  gtk_toggle_button_set_active (self->inspector_toggle, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->inspector_stack), GTK_DIR_TAB_FORWARD);
}

static void
outline_toggled_cb (PnrRelationshipsPage *self)
{
  gtk_stack_set_visible_child_name (
      self->view_stack, gtk_toggle_button_get_active (self->outline_toggle) ? "outline" : "canvas");
}

static void
page_find (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (PNR_RELATIONSHIPS_PAGE (widget)->search_entry));
}

static void
page_bundle (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_canvas_bundle_selected (PNR_RELATIONSHIPS_PAGE (widget)->canvas);
}

static void
page_remove (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_canvas_remove_selected (PNR_RELATIONSHIPS_PAGE (widget)->canvas);
}

static void
page_zoom (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_canvas_zoom (PNR_RELATIONSHIPS_PAGE (widget)->canvas,
                   g_variant_get_boolean (parameter) ? ZOOM_STEP : 1 / ZOOM_STEP);
}

static void
page_fit (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_canvas_fit (PNR_RELATIONSHIPS_PAGE (widget)->canvas,
                  g_str_equal (action_name, "page.fit-selection"));
}

static void
page_arrange (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_canvas_arrange (PNR_RELATIONSHIPS_PAGE (widget)->canvas, g_variant_get_int32 (parameter));
}

static void
pnr_relationships_page_fill_products (PnrRelationshipsPage *self)
{
  PnrNounList *products = pnr_plan_get_products (pnr_session_get_plan (self->session));
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;

  g_signal_connect_object (factory, "setup", G_CALLBACK (product_setup_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (product_bind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->product_list, factory);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_product, self, NULL));
  filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (products)),
                                        g_object_ref (self->filter));
  gtk_filter_list_model_set_incremental (filtered, TRUE);
  selection = gtk_single_selection_new (G_LIST_MODEL (filtered));
  gtk_single_selection_set_autoselect (selection, FALSE);
  gtk_list_view_set_model (self->product_list, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

static void
pnr_relationships_page_fill_outline (PnrRelationshipsPage *self)
{
  PnrNounList *relations = pnr_plan_get_relations (pnr_session_get_plan (self->session));
  const char *titles[] = { C_ ("column", "Product"), C_ ("column", "Kind"),
                           C_ ("column", "Offered product"), C_ ("column", "Evidence") };

  for (int column = 0; column < (int) G_N_ELEMENTS (titles); column++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    g_autoptr (GtkColumnViewColumn) view_column = NULL;

    g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
    g_signal_connect_object (factory, "setup", G_CALLBACK (outline_setup_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (factory, "bind", G_CALLBACK (outline_bind_cb), self,
                             G_CONNECT_SWAPPED);
    g_signal_connect_object (factory, "unbind", G_CALLBACK (outline_unbind_cb), self,
                             G_CONNECT_SWAPPED);
    view_column = gtk_column_view_column_new (titles[column], factory);
    gtk_column_view_column_set_expand (view_column, column % 2 == 0);
    gtk_column_view_column_set_resizable (view_column, TRUE);
    gtk_column_view_append_column (self->outline, view_column);
  }
  self->outline_selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (relations)));
  gtk_single_selection_set_autoselect (self->outline_selection, FALSE);
  gtk_single_selection_set_can_unselect (self->outline_selection, TRUE);
  gtk_column_view_set_model (self->outline, GTK_SELECTION_MODEL (self->outline_selection));
  g_signal_connect_object (self->outline_selection, "notify::selected-item",
                           G_CALLBACK (outline_selected_cb), self, G_CONNECT_SWAPPED);
}

static void
pnr_relationships_page_constructed (GObject *object)
{
  PnrRelationshipsPage *self = PNR_RELATIONSHIPS_PAGE (object);
  PnrPlan *plan = pnr_session_get_plan (self->session);

  G_OBJECT_CLASS (pnr_relationships_page_parent_class)->constructed (object);

  pnr_canvas_set_session (self->canvas, self->session);
  pnr_product_inspector_set_session (self->product_inspector, self->session);
  pnr_relation_inspector_set_session (self->relation_inspector, self->session);
  pnr_relationships_page_fill_products (self);
  pnr_relationships_page_fill_outline (self);
  g_signal_connect_object (pnr_canvas_get_scene (self->canvas), "selection-changed",
                           G_CALLBACK (scene_selection_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pnr_plan_get_relations (plan), "items-changed",
                           G_CALLBACK (relations_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (pnr_plan_get_places (plan), "items-changed",
                           G_CALLBACK (relations_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  relations_changed_cb (self);
}

static void
pnr_relationships_page_dispose (GObject *object)
{
  PnrRelationshipsPage *self = PNR_RELATIONSHIPS_PAGE (object);

  if (self->canvas != NULL)
    g_signal_handlers_disconnect_by_data (pnr_canvas_get_scene (self->canvas), self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_RELATIONSHIPS_PAGE);
  g_clear_object (&self->outline_selection);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);
  g_clear_pointer (&self->searched, g_free);

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

static void
pnr_relationships_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.find", NULL, page_find);
  gtk_widget_class_install_action (widget_class, "page.bundle", NULL, page_bundle);
  gtk_widget_class_install_action (widget_class, "page.remove", NULL, page_remove);
  gtk_widget_class_install_action (widget_class, "page.zoom", "b", page_zoom);
  gtk_widget_class_install_action (widget_class, "page.fit", NULL, page_fit);
  gtk_widget_class_install_action (widget_class, "page.fit-selection", NULL, page_fit);
  gtk_widget_class_install_action (widget_class, "page.arrange", "i", page_arrange);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, GDK_CONTROL_MASK, "page.bundle",
                                       NULL);
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
  g_type_ensure (PNR_TYPE_PRODUCT_INSPECTOR);
  g_type_ensure (PNR_TYPE_RELATION_INSPECTOR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/relationships/pnr-relationships-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, product_list);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, view_stack);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, outline_toggle);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, inspector_toggle);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, canvas);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, hint);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, outline);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, inspector_stack);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, product_inspector);
  gtk_widget_class_bind_template_child (widget_class, PnrRelationshipsPage, relation_inspector);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, product_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, opened_cb);
  gtk_widget_class_bind_template_callback (widget_class, outline_toggled_cb);
}

static void
pnr_relationships_page_init (PnrRelationshipsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

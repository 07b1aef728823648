/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue: a table of all products, searched, sorted, edited in place, related by dragging.
 */
#include "config.h"

#include "ui/catalogue/pnr-catalogue-page.h"

#include "base/pnr-text.h"
#include "ui/catalogue/pnr-product-cell.h"
#include "ui/catalogue/pnr-product-inspector.h"
#include "ui/pnr-chosen-row.h"
#include "ui/pnr-column-head.h"
#include "ui/pnr-gradual-list.h"
#include "ui/pnr-reading-side.h"
#include "ui/pnr-steady-layout.h"
#include "ui/pnr-tab-stop.h"
#include "ui/pnr-toolbar.h"
#include "ui/pnr-wording.h"
#include "ui/relationships/pnr-relation-chooser.h"

#include <glib/gi18n.h>
#include <string.h>

/* Above this many rows, sorting and filtering go in slices between frames. */
#define MANY_ROWS 5000

struct _PnrCataloguePage {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkSearchEntry *search_entry;
  GtkToggleButton *missing_cost_toggle;
  GtkToggleButton *inspector_toggle;
  GtkLabel *count_label;
  AdwFlap *flap;
  GtkColumnView *view;
  PnrProductInspector *inspector;

  PnrSession *session;
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  GtkSortListModel *sorted;
  PnrGradualList *rows;
  GtkSingleSelection *selection;
  char *searched;
  GtkWidget *chooser;
  PnrProduct *dragged;
  gint64 from_id;
  gint64 to_id;
  gboolean is_seeking;
};

enum {
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PnrCataloguePage, pnr_catalogue_page, ADW_TYPE_BIN)

static gboolean
text_matches (const char *text, const char *searched)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;
  folded = pnr_text_fold (text);
  return strstr (folded, searched) != NULL;
}

static gboolean
filter_product (gpointer item, gpointer user_data)
{
  PnrCataloguePage *self = user_data;
  PnrProduct *product = item;

  if (gtk_toggle_button_get_active (self->missing_cost_toggle)
      && pnr_product_get_cost_minor (product) != PNR_MONEY_UNKNOWN)
    return FALSE;
  return self->searched == NULL || text_matches (pnr_product_get_sku (product), self->searched)
         || text_matches (pnr_product_get_name (product), self->searched)
         || text_matches (pnr_product_get_category (product), self->searched);
}

static int
compare_products (gconstpointer a, gconstpointer b, gpointer user_data)
{
  return pnr_product_column_compare (GPOINTER_TO_INT (user_data), (PnrProduct *) a,
                                     (PnrProduct *) b);
}

static void
pnr_catalogue_page_count (PnrCataloguePage *self)
{
  guint n_all = g_list_model_get_n_items (
      G_LIST_MODEL (pnr_plan_get_products (pnr_session_get_plan (self->session))));
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  g_autofree char *text =
      n_shown == n_all
          ? g_strdup_printf (ngettext ("%'u product", "%'u products", n_all), n_all)
          /* Translators: how many rows are shown, and of how many. */
          : g_strdup_printf (ngettext ("%1$'u of %2$'u product", "%1$'u of %2$'u products", n_all),
                             n_shown, n_all);

  gtk_label_set_label (self->count_label, text);
  gtk_stack_set_visible_child_name (self->stack, n_all == 0     ? "empty"
                                                 : n_shown == 0 ? "nothing-found"
                                                                : "table");
}

static void
search_changed_cb (PnrCataloguePage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  g_free (self->searched);
  self->searched = text[0] != '\0' ? pnr_text_fold (text) : NULL;
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
search_stopped_cb (PnrCataloguePage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

/* Typing over the table continues in the entry, since the row with the focus may be filtered away.
 */
static void
search_started_cb (PnrCataloguePage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), -1);
}

static void
missing_cost_toggled_cb (PnrCataloguePage *self)
{
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
selected_cb (PnrCataloguePage *self)
{
  PnrProduct *product = gtk_single_selection_get_selected_item (self->selection);

  if (product != NULL)
    pnr_session_set_product_id (self->session, pnr_product_get_id (product));
}

/* Marks the row of the session's product, if it is among the rows. */
static gboolean
pnr_catalogue_page_select (PnrCataloguePage *self)
{
  gint64 id = pnr_session_get_product_id (self->session);
  PnrProduct *selected = gtk_single_selection_get_selected_item (self->selection);
  GListModel *rows = G_LIST_MODEL (self->selection);

  if (selected != NULL && pnr_product_get_id (selected) == id)
    return TRUE;
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (PnrProduct) product = g_list_model_get_item (rows, i);

    if (pnr_product_get_id (product) == id) {
      gtk_single_selection_set_selected (self->selection, i);
      return TRUE;
    }
  }
  return FALSE;
}

static void
pnr_catalogue_page_reveal (PnrCataloguePage *self)
{
  pnr_chosen_row_reveal (GTK_WIDGET (self->view),
                         gtk_single_selection_get_selected (self->selection));
}

/* Follows a product that was chosen elsewhere; a user's own choice is where it already is. */
static void
product_id_changed_cb (PnrCataloguePage *self)
{
  PnrProduct *selected = gtk_single_selection_get_selected_item (self->selection);

  if (selected != NULL
      && pnr_product_get_id (selected) == pnr_session_get_product_id (self->session))
    return;
  self->is_seeking = !pnr_catalogue_page_select (self);
  if (!self->is_seeking)
    pnr_catalogue_page_reveal (self);
}

/* A row that was handed out anew, as by sorting, has lost its mark meanwhile. */
static void
rows_settled_cb (PnrCataloguePage *self)
{
  if (pnr_catalogue_page_select (self) && self->is_seeking)
    pnr_catalogue_page_reveal (self);
  self->is_seeking = FALSE;
}

static void
row_activated_cb (PnrCataloguePage *self)
{
  gtk_toggle_button_set_active (self->inspector_toggle, TRUE);
}

static void
page_find (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (PNR_CATALOGUE_PAGE (widget)->search_entry));
}

/* The cell of a column in the row that has the focus. */
static PnrProductCell *
find_editable_cell (GtkWidget *widget)
{
  if (PNR_IS_PRODUCT_CELL (widget))
    return pnr_product_cell_is_editable (PNR_PRODUCT_CELL (widget)) ? PNR_PRODUCT_CELL (widget)
                                                                    : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    PnrProductCell *found = find_editable_cell (child);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
page_edit (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCataloguePage *self = PNR_CATALOGUE_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  PnrProductCell *cell;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    return;
  cell = find_editable_cell (focus);
  if (cell != NULL)
    pnr_product_cell_start_editing (cell);
}

static void
page_focus_chosen (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_chosen_row_focus (GTK_WIDGET (PNR_CATALOGUE_PAGE (widget)->view));
}

static void
page_show_on_canvas (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_activate_action (widget, "win.page", "s", "relationships");
}

static PnrProductCell *
pnr_catalogue_page_pick (PnrCataloguePage *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);
  GtkWidget *cell;

  if (widget == NULL)
    return NULL;
  cell = gtk_widget_get_ancestor (widget, PNR_TYPE_PRODUCT_CELL);
  if (cell == NULL) /* the padding of a cell */
    cell = gtk_widget_get_first_child (widget);
  return PNR_IS_PRODUCT_CELL (cell) ? PNR_PRODUCT_CELL (cell) : NULL;
}

static GdkContentProvider *
drag_prepared_cb (PnrCataloguePage *self, double x, double y, GtkDragSource *source)
{
  PnrProductCell *cell = pnr_catalogue_page_pick (self, x, y);
  PnrProduct *product = cell != NULL ? pnr_product_cell_get_product (cell) : NULL;
  g_autofree char *text = NULL;

  if (product == NULL)
    return NULL;
  g_set_object (&self->dragged, product);
  text = g_strdup_printf ("%s\t%s", pnr_product_get_sku (product), pnr_product_get_title (product));
  return gdk_content_provider_new_union (
      (GdkContentProvider *[]){ gdk_content_provider_new_typed (PNR_TYPE_PRODUCT, product),
                                gdk_content_provider_new_typed (G_TYPE_STRING, text) },
      2);
}

static void
drag_began_cb (PnrCataloguePage *self, GdkDrag *drag)
{
  GtkWidget *icon = gtk_label_new (pnr_product_get_title (self->dragged));

  gtk_widget_add_css_class (icon, "drag-chip");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), icon);
}

static gboolean
product_dropped_cb (PnrCataloguePage *self, const GValue *value, double x, double y)
{
  PnrProduct *from = g_value_get_object (value);
  PnrProductCell *cell = pnr_catalogue_page_pick (self, x, y);
  PnrProduct *to = cell != NULL ? pnr_product_cell_get_product (cell) : NULL;

  if (from == NULL || to == NULL || from == to
      || pnr_plan_is_read_only (pnr_session_get_plan (self->session)))
    return FALSE;
  self->from_id = pnr_product_get_id (from);
  self->to_id = pnr_product_get_id (to);
  pnr_relation_chooser_ask (PNR_RELATION_CHOOSER (self->chooser), x, y,
                            pnr_product_get_title (from), pnr_product_get_title (to), FALSE);
  return TRUE;
}

static void
kind_chosen_cb (PnrCataloguePage *self, PnrRelationKind kind, gboolean is_two_way)
{
  pnr_session_relate (self->session, self->from_id, self->to_id, kind, is_two_way);
}

static void
cell_setup_cb (PnrCataloguePage *self, GtkListItem *item, GtkListItemFactory *factory)
{
  PnrProductColumn column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));

  gtk_list_item_set_child (item, pnr_product_cell_new (self->session, column));
}

static void
cell_bind_cb (PnrCataloguePage *self, GtkListItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  PnrProduct *product = gtk_list_item_get_item (item);
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (cell));

  pnr_product_cell_set_product (PNR_PRODUCT_CELL (cell), product);
  /* Rows of a table have no name of their own. */
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    pnr_product_get_title (product), -1);
}

static void
cell_unbind_cb (PnrCataloguePage *self, GtkListItem *item)
{
  pnr_product_cell_set_product (PNR_PRODUCT_CELL (gtk_list_item_get_child (item)), NULL);
}

static void
pnr_catalogue_page_add_column (PnrCataloguePage *self, PnrProductColumn column)
{
  static const int widths[PNR_N_PRODUCT_COLUMNS] = { -1, 114, 100, 86, 82, 76, 106 };
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;
  g_autoptr (GtkSorter) sorter =
      GTK_SORTER (gtk_custom_sorter_new (compare_products, GINT_TO_POINTER (column), NULL));

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (cell_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (cell_bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (cell_unbind_cb), self, G_CONNECT_SWAPPED);
  view_column = gtk_column_view_column_new (pnr_product_column_get_title (column), factory);
  gtk_column_view_column_set_sorter (view_column, sorter);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column, column == PNR_PRODUCT_COLUMN_NAME);
  if (widths[column] > 0)
    gtk_column_view_column_set_fixed_width (view_column, widths[column]);
  gtk_column_view_append_column (self->view, view_column);
  if (pnr_product_column_is_number (column))
    pnr_column_head_align_end (self->view, view_column);
}

static void
pnr_catalogue_page_fill (PnrCataloguePage *self)
{
  PnrNounList *products = pnr_plan_get_products (pnr_session_get_plan (self->session));
  gboolean is_large = g_list_model_get_n_items (G_LIST_MODEL (products)) > MANY_ROWS;

  for (int column = 0; column < PNR_N_PRODUCT_COLUMNS; column++)
    pnr_catalogue_page_add_column (self, column);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_product, self, NULL));
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (products)),
                                              g_object_ref (self->filter));
  gtk_filter_list_model_set_incremental (self->filtered, is_large);
  self->sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->filtered)),
                                          g_object_ref (gtk_column_view_get_sorter (self->view)));
  gtk_sort_list_model_set_incremental (self->sorted, is_large);
  self->rows = pnr_gradual_list_new (g_object_ref (G_LIST_MODEL (self->sorted)));
  g_signal_connect_object (self->rows, "settled", G_CALLBACK (rows_settled_cb), self,
                           G_CONNECT_SWAPPED);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (pnr_catalogue_page_count),
                           self, G_CONNECT_SWAPPED);
  /* Products that no search shows come and go, too. */
  g_signal_connect_object (pnr_plan_get_products (pnr_session_get_plan (self->session)),
                           "items-changed", G_CALLBACK (pnr_catalogue_page_count), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->session, "notify::product-id", G_CALLBACK (product_id_changed_cb),
                           self, G_CONNECT_SWAPPED);
  pnr_product_inspector_set_session (self->inspector, self->session);
  pnr_catalogue_page_count (self);
  product_id_changed_cb (self);
}

static void
pnr_catalogue_page_accept_drags (PnrCataloguePage *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (PNR_TYPE_PRODUCT, GDK_ACTION_LINK | GDK_ACTION_COPY);

  gtk_drag_source_set_actions (source, GDK_ACTION_LINK | GDK_ACTION_COPY);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (drag_prepared_cb), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (drag_began_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (source));
  g_signal_connect_swapped (target, "drop", G_CALLBACK (product_dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (target));
  self->chooser = pnr_relation_chooser_new (GTK_WIDGET (self->view));
  g_signal_connect_swapped (self->chooser, "chosen", G_CALLBACK (kind_chosen_cb), self);
}

static void
pnr_catalogue_page_constructed (GObject *object)
{
  PnrCataloguePage *self = PNR_CATALOGUE_PAGE (object);

  G_OBJECT_CLASS (pnr_catalogue_page_parent_class)->constructed (object);

  pnr_catalogue_page_fill (self);
  pnr_catalogue_page_accept_drags (self);
  pnr_tab_stop_make (GTK_WIDGET (self->view));
  pnr_reading_side_keep (GTK_WIDGET (self->view));
}

static void
pnr_catalogue_page_dispose (GObject *object)
{
  PnrCataloguePage *self = PNR_CATALOGUE_PAGE (object);

  g_clear_pointer (&self->chooser, gtk_widget_unparent);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_CATALOGUE_PAGE);
  g_clear_object (&self->dragged);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->sorted);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);
  g_clear_pointer (&self->searched, g_free);

  G_OBJECT_CLASS (pnr_catalogue_page_parent_class)->dispose (object);
}

static void
pnr_catalogue_page_set_property (GObject *object, guint prop_id, const GValue *value,
                                 GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_SESSION:
    PNR_CATALOGUE_PAGE (object)->session = g_value_dup_object (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_catalogue_page_class_init (PnrCataloguePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = pnr_catalogue_page_constructed;
  object_class->dispose = pnr_catalogue_page_dispose;
  object_class->set_property = pnr_catalogue_page_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, PNR_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "page.find", NULL, page_find);
  gtk_widget_class_install_action (widget_class, "page.edit", NULL, page_edit);
  gtk_widget_class_install_action (widget_class, "page.focus-chosen", NULL, page_focus_chosen);
  gtk_widget_class_install_action (widget_class, "page.show-on-canvas", NULL, page_show_on_canvas);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "page.edit", NULL);

  g_type_ensure (PNR_TYPE_PRODUCT_INSPECTOR);
  g_type_ensure (PNR_TYPE_TOOLBAR);
  gtk_widget_class_set_layout_manager_type (widget_class, PNR_TYPE_STEADY_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/catalogue/pnr-catalogue-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrCataloguePage, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrCataloguePage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrCataloguePage, missing_cost_toggle);
  gtk_widget_class_bind_template_child (widget_class, PnrCataloguePage, inspector_toggle);
  gtk_widget_class_bind_template_child (widget_class, PnrCataloguePage, count_label);
  gtk_widget_class_bind_template_child (widget_class, PnrCataloguePage, flap);
  gtk_widget_class_bind_template_child (widget_class, PnrCataloguePage, view);
  gtk_widget_class_bind_template_child (widget_class, PnrCataloguePage, inspector);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_started_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, missing_cost_toggled_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
pnr_catalogue_page_init (PnrCataloguePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self->view));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All products with their prices, searched by name: to drag onto the canvas, or to choose from. */
#include "config.h"

#include "ui/relationships/pnr-product-browser.h"

#include "base/pnr-text.h"
#include "ui/pnr-cell-text.h"
#include "ui/pnr-gradual-list.h"
#include "ui/pnr-tab-stop.h"

#include <glib/gi18n.h>
#include <string.h>

/* Above this many rows, filtering goes in slices between frames. */
#define MANY_ROWS 5000

struct _PnrProductBrowser {
  AdwBin parent_instance;

  GtkSearchEntry *search_entry;
  GtkStack *stack;
  GtkListView *view;

  PnrSession *session;
  GtkFilter *filter;
  GtkFilterListModel *filtered;
  GtkSingleSelection *selection;
  char *searched;
  gboolean is_chooser;
};

enum {
  PROP_0,
  PROP_IS_CHOOSER,
  N_PROPS
};

enum {
  PRODUCT_ACTIVATED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrProductBrowser, pnr_product_browser, ADW_TYPE_BIN)

static gboolean
text_matches (const char *text, const char *searched)
{
  g_autofree char *folded = text != NULL ? pnr_text_fold (text) : NULL;

  return folded != NULL && strstr (folded, searched) != NULL;
}

static gboolean
filter_product (gpointer item, gpointer user_data)
{
  PnrProductBrowser *self = user_data;
  PnrProduct *product = item;

  return self->searched == NULL || text_matches (pnr_product_get_sku (product), self->searched)
         || text_matches (pnr_product_get_name (product), self->searched)
         || text_matches (pnr_product_get_category (product), self->searched);
}

static void
search_changed_cb (PnrProductBrowser *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  g_free (self->searched);
  self->searched = text[0] != '\0' ? pnr_text_fold (text) : NULL;
  if (self->filter != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
filtered_cb (PnrProductBrowser *self)
{
  guint n_found = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));

  gtk_stack_set_visible_child_name (self->stack, n_found > 0 ? "list" : "nothing");
}

static void
row_activated_cb (PnrProductBrowser *self, guint position)
{
  g_autoptr (PnrProduct) product = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (product != NULL)
    g_signal_emit (self, signals[PRODUCT_ACTIVATED], 0, product);
}

/* Return in the search takes the first that was found. */
static void
search_activated_cb (PnrProductBrowser *self)
{
  row_activated_cb (self, 0);
}

static GdkContentProvider *
drag_prepared_cb (GtkListItem *item, double x, double y, GtkDragSource *source)
{
  PnrProduct *product = gtk_list_item_get_item (item);
  g_autofree char *text = NULL;

  if (product == NULL)
    return NULL;
  text = g_strdup_printf ("%s\t%s", pnr_product_get_sku (product), pnr_product_get_title (product));
  return gdk_content_provider_new_union (
      (GdkContentProvider *[]){ gdk_content_provider_new_typed (PNR_TYPE_PRODUCT, product),
                                gdk_content_provider_new_typed (G_TYPE_STRING, text) },
      2);
}

static void
drag_began_cb (GtkListItem *item, GdkDrag *drag)
{
  PnrProduct *product = gtk_list_item_get_item (item);
  GtkWidget *icon = gtk_label_new (pnr_product_get_title (product));

  gtk_widget_add_css_class (icon, "drag-chip");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), icon);
}

static void
pnr_product_browser_let_drag (GtkListItem *item, GtkWidget *box)
{
  GtkDragSource *source = gtk_drag_source_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect_object (source, "prepare", G_CALLBACK (drag_prepared_cb), item,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (source, "drag-begin", G_CALLBACK (drag_began_cb), item,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (box, GTK_EVENT_CONTROLLER (source));
}

static void
row_setup_cb (PnrProductBrowser *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = pnr_cell_text_new (FALSE);
  GtkWidget *price = gtk_label_new (NULL);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (price, "dim-label");
  gtk_widget_add_css_class (price, "numeric");
  gtk_widget_add_css_class (price, "caption");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), price);
  gtk_list_item_set_child (item, box);
  if (!self->is_chooser)
    pnr_product_browser_let_drag (item, box);
}

static void
row_bind_cb (PnrProductBrowser *self, GtkListItem *item)
{
  PnrProduct *product = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *title = gtk_widget_get_first_child (box);
  GtkWidget *row = gtk_widget_get_parent (box);
  g_autofree char *price =
      pnr_session_format_money (self->session, pnr_product_get_price_minor (product));

  pnr_cell_text_set (title, pnr_product_get_title (product));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), price);
  if (row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    pnr_product_get_title (product), -1);
}

static void
pnr_product_browser_dispose (GObject *object)
{
  PnrProductBrowser *self = PNR_PRODUCT_BROWSER (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_PRODUCT_BROWSER);
  g_clear_object (&self->selection);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->session);
  g_clear_pointer (&self->searched, g_free);

  G_OBJECT_CLASS (pnr_product_browser_parent_class)->dispose (object);
}

static void
pnr_product_browser_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_IS_CHOOSER:
    g_value_set_boolean (value, PNR_PRODUCT_BROWSER (object)->is_chooser);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_product_browser_set_property (GObject *object, guint prop_id, const GValue *value,
                                  GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_IS_CHOOSER:
    PNR_PRODUCT_BROWSER (object)->is_chooser = g_value_get_boolean (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_product_browser_class_init (PnrProductBrowserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pnr_product_browser_dispose;
  object_class->get_property = pnr_product_browser_get_property;
  object_class->set_property = pnr_product_browser_set_property;

  properties[PROP_IS_CHOOSER] =
      g_param_spec_boolean ("is-chooser", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[PRODUCT_ACTIVATED] =
      g_signal_new ("product-activated", PNR_TYPE_PRODUCT_BROWSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 1, PNR_TYPE_PRODUCT);

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/relationships/pnr-product-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrProductBrowser, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrProductBrowser, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrProductBrowser, view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
pnr_product_browser_init (PnrProductBrowser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self->view));
}

void
pnr_product_browser_set_session (PnrProductBrowser *self, PnrSession *session)
{
  PnrNounList *products;
  PnrGradualList *rows;

  g_return_if_fail (PNR_IS_PRODUCT_BROWSER (self));

  if (!g_set_object (&self->session, session))
    return;
  products = pnr_plan_get_products (pnr_session_get_plan (session));
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_product, self, NULL));
  self->filtered = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (products)),
                                              g_object_ref (self->filter));
  gtk_filter_list_model_set_incremental (
      self->filtered, g_list_model_get_n_items (G_LIST_MODEL (products)) > MANY_ROWS);
  rows = pnr_gradual_list_new (g_object_ref (G_LIST_MODEL (self->filtered)));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (rows));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  pnr_tab_stop_make (GTK_WIDGET (self->view));
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (filtered_cb), self,
                           G_CONNECT_SWAPPED);
  filtered_cb (self);
}

void
pnr_product_browser_start_search (PnrProductBrowser *self)
{
  g_return_if_fail (PNR_IS_PRODUCT_BROWSER (self));

  gtk_editable_select_region (GTK_EDITABLE (self->search_entry), 0, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

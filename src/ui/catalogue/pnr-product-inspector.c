/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selected product beside the table or the canvas: its figures, its relations, its bundles. */
#include "config.h"

#include "ui/catalogue/pnr-product-inspector.h"

#include "ui/pnr-steady-layout.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>

struct _PnrProductInspector {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkLabel *price_label;
  GtkLabel *cost_label;
  GtkLabel *margin_label;
  GtkLabel *orders_label;
  GtkLabel *revenue_label;
  GtkLabel *stock_label;
  GtkListBox *relation_list;
  GtkWidget *relation_placeholder;
  GtkListBox *bundle_list;
  GtkWidget *bundle_group;

  PnrSession *session;
  guint update_id;
};

G_DEFINE_FINAL_TYPE (PnrProductInspector, pnr_product_inspector, ADW_TYPE_BIN)

static void
pnr_product_inspector_clear (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static void
set_money (PnrProductInspector *self, GtkLabel *label, gint64 minor)
{
  g_autofree char *text = pnr_session_format_money (self->session, minor);

  gtk_label_set_label (label, text);
}

static void
pnr_product_inspector_show_facts (PnrProductInspector *self, PnrProduct *product)
{
  gint64 margin = pnr_product_get_margin_minor (product);
  gint64 price = pnr_product_get_price_minor (product);
  gint64 stock = pnr_product_get_stock (product);
  const char *category = pnr_product_get_category (product);
  g_autofree char *orders = pnr_wording_dup_count (pnr_product_get_n_orders (product));
  g_autofree char *stock_text =
      stock == PNR_PRODUCT_STOCK_UNKNOWN ? g_strdup ("–") : pnr_wording_dup_count (stock);
  g_autofree char *subtitle =
      category != NULL && category[0] != '\0'
          ? g_strdup_printf ("%s · %s", pnr_product_get_sku (product), category)
          : g_strdup (pnr_product_get_sku (product));

  gtk_label_set_label (self->title, pnr_product_get_title (product));
  gtk_label_set_label (self->subtitle, subtitle);
  set_money (self, self->price_label, price);
  set_money (self, self->cost_label, pnr_product_get_cost_minor (product));
  set_money (self, self->revenue_label, pnr_product_get_revenue_minor (product));
  gtk_label_set_label (self->orders_label, orders);
  gtk_label_set_label (self->stock_label, stock_text);
  if (margin != PNR_MONEY_UNKNOWN && price > 0) {
    g_autofree char *amount = pnr_session_format_money (self->session, margin);
    g_autofree char *share = pnr_wording_dup_share ((double) margin / (double) price, 1);
    g_autofree char *text = g_strdup_printf ("%s · %s", amount, share);

    gtk_label_set_label (self->margin_label, text);
  } else {
    gtk_label_set_label (self->margin_label, "–");
  }
}

static void
remove_clicked_cb (PnrProductInspector *self, GtkButton *button)
{
  gint64 *id = g_object_get_data (G_OBJECT (button), "relation-id");

  pnr_session_remove_relations (self->session, id, 1);
}

static void
related_activated_cb (PnrProductInspector *self, GtkListBoxRow *row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "noun-id");

  pnr_session_set_product_id (self->session, *id);
}

static void
bundle_activated_cb (PnrProductInspector *self, GtkListBoxRow *row)
{
  gint64 *id = g_object_get_data (G_OBJECT (row), "noun-id");

  pnr_session_set_bundle_id (self->session, *id);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "bundles");
}

static GtkWidget *
pnr_product_inspector_make_row (const char *title, const char *subtitle, gint64 id)
{
  GtkWidget *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "noun-id", g_memdup2 (&id, sizeof id), g_free);
  return row;
}

static void
pnr_product_inspector_add_relation (PnrProductInspector *self, PnrRelation *relation,
                                    gint64 product_id)
{
  gboolean is_from = pnr_relation_get_from_id (relation) == product_id;
  gint64 other_id =
      is_from ? pnr_relation_get_to_id (relation) : pnr_relation_get_from_id (relation);
  gint64 id = pnr_relation_get_id (relation);
  g_autofree char *title = pnr_session_dup_product_title (self->session, other_id);
  const char *kind = pnr_wording_get_relation_kind (pnr_relation_get_kind (relation));
  g_autofree char *subtitle = pnr_relation_is_two_way (relation) ? g_strdup_printf ("%s ↔", kind)
                              : is_from                          ? g_strdup_printf ("%s →", kind)
                                                                 : g_strdup_printf ("← %s", kind);
  GtkWidget *row = pnr_product_inspector_make_row (title, subtitle, other_id);
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Remove relationship with “%s”"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Remove relationship"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "relation-id", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_list_box_append (self->relation_list, row);
}

static void
pnr_product_inspector_show_relations (PnrProductInspector *self, gint64 product_id)
{
  GListModel *relations =
      G_LIST_MODEL (pnr_plan_get_relations (pnr_session_get_plan (self->session)));

  pnr_product_inspector_clear (self->relation_list);
  for (guint i = 0; i < g_list_model_get_n_items (relations); i++) {
    g_autoptr (PnrRelation) relation = g_list_model_get_item (relations, i);

    if (pnr_relation_get_from_id (relation) == product_id
        || pnr_relation_get_to_id (relation) == product_id)
      pnr_product_inspector_add_relation (self, relation, product_id);
  }
  gtk_widget_set_visible (self->relation_placeholder,
                          gtk_list_box_get_row_at_index (self->relation_list, 0) == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->relation_list),
                          gtk_list_box_get_row_at_index (self->relation_list, 0) != NULL);
}

static void
pnr_product_inspector_show_bundles (PnrProductInspector *self, gint64 product_id)
{
  GListModel *bundles = G_LIST_MODEL (pnr_plan_get_bundles (pnr_session_get_plan (self->session)));

  pnr_product_inspector_clear (self->bundle_list);
  for (guint i = 0; i < g_list_model_get_n_items (bundles); i++) {
    g_autoptr (PnrBundle) bundle = g_list_model_get_item (bundles, i);

    if (pnr_bundle_has_product (bundle, product_id))
      gtk_list_box_append (self->bundle_list,
                           pnr_product_inspector_make_row (
                               pnr_bundle_get_name (bundle),
                               pnr_wording_get_bundle_kind (pnr_bundle_get_kind (bundle)),
                               pnr_bundle_get_id (bundle)));
  }
  gtk_widget_set_visible (self->bundle_group,
                          gtk_list_box_get_row_at_index (self->bundle_list, 0) != NULL);
}

static gboolean
pnr_product_inspector_update_cb (gpointer user_data)
{
  PnrProductInspector *self = user_data;
  gint64 id = pnr_session_get_product_id (self->session);
  PnrProduct *product = pnr_session_find_product (self->session, id);

  self->update_id = 0;
  gtk_stack_set_visible_child_name (self->stack, product != NULL ? "product" : "none");
  if (product != NULL) {
    pnr_product_inspector_show_facts (self, product);
    pnr_product_inspector_show_relations (self, id);
    pnr_product_inspector_show_bundles (self, id);
  }
  return G_SOURCE_REMOVE;
}

/* Many rows may change at once; one look at the plan is enough for all of them. */
static void
pnr_product_inspector_queue_update (PnrProductInspector *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (pnr_product_inspector_update_cb, self);
}

static void
pnr_product_inspector_dispose (GObject *object)
{
  PnrProductInspector *self = PNR_PRODUCT_INSPECTOR (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_PRODUCT_INSPECTOR);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_product_inspector_parent_class)->dispose (object);
}

static void
pnr_product_inspector_class_init (PnrProductInspectorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_product_inspector_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, PNR_TYPE_STEADY_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/catalogue/pnr-product-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrProductInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrProductInspector, title);
  gtk_widget_class_bind_template_child (widget_class, PnrProductInspector, subtitle);
  gtk_widget_class_bind_template_child (widget_class, PnrProductInspector, price_label);
  gtk_widget_class_bind_template_child (widget_class, PnrProductInspector, cost_label);
  gtk_widget_class_bind_template_child (widget_class, PnrProductInspector, margin_label);
  gtk_widget_class_bind_template_child (widget_class, PnrProductInspector, orders_label);
  gtk_widget_class_bind_template_child (widget_class, PnrProductInspector, revenue_label);
  gtk_widget_class_bind_template_child (widget_class, PnrProductInspector, stock_label);
  gtk_widget_class_bind_template_child (widget_class, PnrProductInspector, relation_list);
  gtk_widget_class_bind_template_child (widget_class, PnrProductInspector, relation_placeholder);
  gtk_widget_class_bind_template_child (widget_class, PnrProductInspector, bundle_list);
  gtk_widget_class_bind_template_child (widget_class, PnrProductInspector, bundle_group);
  gtk_widget_class_bind_template_callback (widget_class, related_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, bundle_activated_cb);
}

static void
pnr_product_inspector_init (PnrProductInspector *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pnr_product_inspector_set_session (PnrProductInspector *self, PnrSession *session)
{
  PnrPlan *plan;

  g_return_if_fail (PNR_IS_PRODUCT_INSPECTOR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  plan = pnr_session_get_plan (session);
  g_signal_connect_object (session, "notify::product-id",
                           G_CALLBACK (pnr_product_inspector_queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pnr_plan_get_products (plan), "items-changed",
                           G_CALLBACK (pnr_product_inspector_queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pnr_plan_get_relations (plan), "items-changed",
                           G_CALLBACK (pnr_product_inspector_queue_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pnr_plan_get_bundles (plan), "items-changed",
                           G_CALLBACK (pnr_product_inspector_queue_update), self,
                           G_CONNECT_SWAPPED);
  pnr_product_inspector_queue_update (self);
}

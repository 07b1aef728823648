/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One cell of the catalogue: shows a fact of a product, and lets some be typed over. */
#include "config.h"

#include "ui/catalogue/pnr-product-cell.h"

#include "ui/pnr-cell-text.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Rather scroll sideways than read the beginning of a name. */
#define LEAST_NAME_WIDTH 190

struct _PnrProductCell {
  GtkWidget parent_instance;

  GtkWidget *label;
  GtkWidget *text; /* only while editing */

  PnrSession *session;
  PnrProductColumn column;
  PnrProduct *product;
  guint leave_id;
  guint unbind_id;
};

G_DEFINE_FINAL_TYPE (PnrProductCell, pnr_product_cell, GTK_TYPE_WIDGET)

/* What is left of the price, as a share of it; NaN when price or cost is unknown. */
static double
get_margin_share (PnrProduct *product)
{
  gint64 margin = pnr_product_get_margin_minor (product);
  gint64 price = pnr_product_get_price_minor (product);

  return margin == PNR_MONEY_UNKNOWN || price <= 0 ? NAN : (double) margin / (double) price;
}

/* The leaf of a path such as "Menswear > Jackets" tells the rows apart; the root does not. */
static char *
dup_last_category (const char *path)
{
  const char *last = path != NULL ? strrchr (path, '>') : NULL;

  return path != NULL ? g_strstrip (g_strdup (last != NULL ? last + 1 : path)) : NULL;
}

static char *
pnr_product_cell_dup_text (PnrProductCell *self)
{
  PnrProduct *product = self->product;

  switch (self->column) {
  case PNR_PRODUCT_COLUMN_SKU:
    return g_strdup (pnr_product_get_sku (product));
  case PNR_PRODUCT_COLUMN_NAME:
    return g_strdup (pnr_product_get_title (product));
  case PNR_PRODUCT_COLUMN_CATEGORY:
    return dup_last_category (pnr_product_get_category (product));
  case PNR_PRODUCT_COLUMN_PRICE:
    return pnr_session_format_money (self->session, pnr_product_get_price_minor (product));
  case PNR_PRODUCT_COLUMN_COST:
    return pnr_session_format_money (self->session, pnr_product_get_cost_minor (product));
  case PNR_PRODUCT_COLUMN_MARGIN:
    return pnr_wording_dup_share (get_margin_share (product), 1);
  case PNR_PRODUCT_COLUMN_ORDERS:
    return pnr_wording_dup_count (pnr_product_get_n_orders (product));
  default:
    g_assert_not_reached ();
  }
}

/* Who hears a cell hears which of the facts of which product it is. */
static void
pnr_product_cell_name (PnrProductCell *self, const char *text)
{
  /* Translators: the head of a column, a product, what the column says of it. */
  g_autofree char *name =
      g_strdup_printf (_ ("%1$s of “%2$s”: %3$s"), pnr_product_column_get_title (self->column),
                       pnr_product_get_title (self->product), text != NULL ? text : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
pnr_product_cell_update (PnrProductCell *self)
{
  g_autofree char *text = pnr_product_cell_dup_text (self);
  gboolean is_loss =
      self->column == PNR_PRODUCT_COLUMN_MARGIN && get_margin_share (self->product) < 0;

  pnr_cell_text_set (self->label, text != NULL ? text : "");
  if (pnr_product_cell_is_editable (self))
    pnr_product_cell_name (self, text);
  if (is_loss)
    gtk_widget_add_css_class (self->label, "error");
  else
    gtk_widget_remove_css_class (self->label, "error");
}

static char *
pnr_product_cell_dup_edited (PnrProductCell *self)
{
  const char *currency = pnr_plan_get_currency (pnr_session_get_plan (self->session));

  if (self->column == PNR_PRODUCT_COLUMN_NAME)
    return g_strdup (pnr_product_get_name (self->product));
  return pnr_wording_dup_plain_money (self->column == PNR_PRODUCT_COLUMN_PRICE
                                          ? pnr_product_get_price_minor (self->product)
                                          : pnr_product_get_cost_minor (self->product),
                                      currency);
}

/* Reads what was typed into a copy of the product; NULL when it is no price. */
static PnrProduct *
pnr_product_cell_read (PnrProductCell *self, const char *text)
{
  const char *currency = pnr_plan_get_currency (pnr_session_get_plan (self->session));
  g_autoptr (PnrProduct) changed = pnr_product_copy (self->product);
  gint64 minor = PNR_MONEY_UNKNOWN;

  if (self->column == PNR_PRODUCT_COLUMN_NAME) {
    pnr_product_set_name (changed, text);
    return g_steal_pointer (&changed);
  }
  if (text[0] != '\0'
      && (!pnr_wording_read_money (text, currency, &minor) || minor < 0
          || minor > PNR_WORDING_MOST_MINOR))
    return NULL;
  if (self->column == PNR_PRODUCT_COLUMN_PRICE) {
    pnr_product_set_price_minor (changed, minor);
  } else {
    pnr_product_set_cost_minor (changed, minor);
    pnr_product_set_cost_source (changed, PNR_COST_SOURCE_MERCHANT);
  }
  return g_steal_pointer (&changed);
}

static void
pnr_product_cell_commit (PnrProductCell *self, PnrProduct *changed)
{
  static const char *const names[PNR_N_PRODUCT_COLUMNS] = {
    [PNR_PRODUCT_COLUMN_NAME] = N_ ("Rename “%s”"),
    [PNR_PRODUCT_COLUMN_PRICE] = N_ ("Change price of “%s”"),
    [PNR_PRODUCT_COLUMN_COST] = N_ ("Change cost of “%s”"),
  };
  GString *name = g_string_new (_ (names[self->column]));
  g_autoptr (PnrEdit) edit = NULL;

  g_string_replace (name, "%s", pnr_product_get_title (self->product), 1);
  edit = pnr_edit_new (name->str);
  pnr_edit_put (edit, changed);
  pnr_session_commit (self->session, edit, NULL);
  g_string_free (name, TRUE);
}

static void
pnr_product_cell_refuse (PnrProductCell *self, const char *typed)
{
  const char *currency = pnr_plan_get_currency (pnr_session_get_plan (self->session));
  g_autofree char *most = pnr_session_format_money (self->session, PNR_WORDING_MOST_MINOR);
  g_autofree char *sentence =
      g_strdup_printf (_ ("A price is at most %s; the old one stays"), most);
  gint64 minor;

  pnr_session_say (self->session, pnr_wording_read_money (typed, currency, &minor)
                                          && minor > PNR_WORDING_MOST_MINOR
                                      ? sentence
                                      : _ ("That is no price; the old one stays"));
}

static void
pnr_product_cell_keep (PnrProductCell *self, const char *typed)
{
  g_autofree char *before = pnr_product_cell_dup_edited (self);
  g_autoptr (PnrProduct) changed = NULL;

  if (g_strcmp0 (typed, before) == 0
      || pnr_session_find_product (self->session, pnr_product_get_id (self->product)) == NULL)
    return;
  changed = pnr_product_cell_read (self, typed);
  if (changed != NULL)
    pnr_product_cell_commit (self, changed);
  else
    pnr_product_cell_refuse (self, typed);
}

static void
pnr_product_cell_stop_editing (PnrProductCell *self, gboolean is_kept)
{
  GtkWidget *text = self->text;
  g_autofree char *typed = NULL;

  if (text == NULL)
    return;
  self->text = NULL;
  g_clear_handle_id (&self->leave_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->session, self);
  typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (text))));
  gtk_widget_unparent (text);
  gtk_widget_set_visible (self->label, TRUE);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  if (is_kept)
    pnr_product_cell_keep (self, typed);
}

static void
settle_cb (PnrProductCell *self)
{
  pnr_product_cell_stop_editing (self, TRUE);
}

static void
text_activated_cb (PnrProductCell *self)
{
  pnr_product_cell_stop_editing (self, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
left_cb (gpointer user_data)
{
  PnrProductCell *self = user_data;

  self->leave_id = 0;
  pnr_product_cell_stop_editing (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* The window is in the middle of moving the focus and still walks up from the text it leaves: the
 * text may only go when that is over. */
static void
focus_left_cb (PnrProductCell *self)
{
  /* No text: it is being taken away, and that is what moves the focus. */
  if (self->text != NULL && self->leave_id == 0)
    self->leave_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, left_cb, self, NULL);
}

static GtkWidget *
find_sibling_cell (GtkWidget *widget, gboolean is_forward)
{
  GtkWidget *cell = gtk_widget_get_parent (widget);

  while (cell != NULL) {
    GtkWidget *child;

    cell = is_forward ? gtk_widget_get_next_sibling (cell) : gtk_widget_get_prev_sibling (cell);
    child = cell != NULL ? gtk_widget_get_first_child (cell) : NULL;
    if (PNR_IS_PRODUCT_CELL (child) && gtk_widget_get_focusable (child))
      return child;
  }
  return NULL;
}

/* The first or the last of a row that can be edited. */
static GtkWidget *
find_end_cell (GtkWidget *row, gboolean is_first)
{
  GtkWidget *cell = is_first ? gtk_widget_get_first_child (row) : gtk_widget_get_last_child (row);

  for (; cell != NULL;
       cell = is_first ? gtk_widget_get_next_sibling (cell) : gtk_widget_get_prev_sibling (cell)) {
    GtkWidget *child = gtk_widget_get_first_child (cell);

    if (PNR_IS_PRODUCT_CELL (child) && gtk_widget_get_focusable (child))
      return child;
  }
  return NULL;
}

/* The next one to be edited in reading order, in the next row after the last of a row. */
static GtkWidget *
find_next_cell (GtkWidget *widget, gboolean is_forward)
{
  GtkWidget *sibling = find_sibling_cell (widget, is_forward);
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (widget));

  if (sibling != NULL || row == NULL)
    return sibling;
  row = is_forward ? gtk_widget_get_next_sibling (row) : gtk_widget_get_prev_sibling (row);
  return row != NULL ? find_end_cell (row, is_forward) : NULL;
}

/* As in a spreadsheet: what was typed stays, and the next cell waits for its value. */
static void
pnr_product_cell_go_on (PnrProductCell *self, gboolean is_forward)
{
  GtkWidget *next = find_next_cell (GTK_WIDGET (self), is_forward);

  pnr_product_cell_stop_editing (self, TRUE);
  if (next != NULL)
    pnr_product_cell_start_editing (PNR_PRODUCT_CELL (next));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
key_pressed_cb (PnrProductCell *self, guint keyval, guint keycode, GdkModifierType state)
{
  switch (keyval) {
  case GDK_KEY_Tab:
  case GDK_KEY_KP_Tab:
  case GDK_KEY_ISO_Left_Tab:
    if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
      return GDK_EVENT_PROPAGATE;
    pnr_product_cell_go_on (self, keyval != GDK_KEY_ISO_Left_Tab && (state & GDK_SHIFT_MASK) == 0);
    return GDK_EVENT_STOP;
  case GDK_KEY_Escape:
    pnr_product_cell_stop_editing (self, FALSE);
    gtk_widget_grab_focus (GTK_WIDGET (self));
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

/* What is typed is checked at once, so that nobody finds out afterwards. */
static void
text_changed_cb (PnrProductCell *self)
{
  g_autofree char *typed =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->text))));
  g_autoptr (PnrProduct) changed = pnr_product_cell_read (self, typed);

  if (changed == NULL)
    gtk_widget_add_css_class (self->text, "error");
  else
    gtk_widget_remove_css_class (self->text, "error");
}

static void
pnr_product_cell_edit (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_product_cell_start_editing (PNR_PRODUCT_CELL (widget));
}

static void
pnr_product_cell_move (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *sibling = find_sibling_cell (widget, g_variant_get_boolean (parameter) != is_rtl);

  if (sibling != NULL)
    gtk_widget_grab_focus (sibling);
}

static void
clicked_cb (PnrProductCell *self, int n_press, double x, double y, GtkGestureClick *gesture)
{
  if (n_press == 2 && self->text == NULL) {
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
    pnr_product_cell_start_editing (self);
  }
}

/* The row takes the focus when it is pressed, and gives it to its first cell: the cell that was
 * meant takes it from there. */
static void
released_cb (PnrProductCell *self)
{
  if (self->text == NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
pnr_product_cell_dispose (GObject *object)
{
  PnrProductCell *self = PNR_PRODUCT_CELL (object);

  /* What was typed into a row that is gone stays, as it does when the row shows another product. */
  pnr_product_cell_stop_editing (self, self->unbind_id != 0);
  pnr_product_cell_set_product (self, NULL);
  g_clear_pointer (&self->text, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_product_cell_parent_class)->dispose (object);
}

static void
pnr_product_cell_class_init (PnrProductCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_product_cell_dispose;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "productcell");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_install_action (widget_class, "cell.edit", NULL, pnr_product_cell_edit);
  gtk_widget_class_install_action (widget_class, "cell.move", "b", pnr_product_cell_move);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Left, 0, "cell.move", "b", FALSE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Right, 0, "cell.move", "b", TRUE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "cell.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, 0, "cell.edit", NULL);
}

static void
pnr_product_cell_init (PnrProductCell *self)
{
}

GtkWidget *
pnr_product_cell_new (PnrSession *session, PnrProductColumn column)
{
  PnrProductCell *self = g_object_new (PNR_TYPE_PRODUCT_CELL, NULL);

  self->session = g_object_ref (session);
  self->column = column;
  self->label = pnr_cell_text_new (pnr_product_column_is_number (column));
  if (pnr_product_column_is_number (column))
    gtk_widget_add_css_class (self->label, "numeric");
  if (column == PNR_PRODUCT_COLUMN_SKU || column == PNR_PRODUCT_COLUMN_CATEGORY)
    gtk_widget_add_css_class (self->label, "dim-label");
  if (column == PNR_PRODUCT_COLUMN_NAME)
    gtk_widget_set_size_request (self->label, LEAST_NAME_WIDTH, -1);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  if (pnr_product_cell_is_editable (self)) {
    GtkGesture *gesture = gtk_gesture_click_new ();

    gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
    g_signal_connect_swapped (gesture, "pressed", G_CALLBACK (clicked_cb), self);
    g_signal_connect_swapped (gesture, "released", G_CALLBACK (released_cb), self);
    gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
  }
  return GTK_WIDGET (self);
}

const char *
pnr_product_column_get_title (PnrProductColumn column)
{
  static const char *const titles[PNR_N_PRODUCT_COLUMNS] = {
    NC_ ("column", "Name"),   NC_ ("column", "SKU"),  NC_ ("column", "Category"),
    NC_ ("column", "Price"),  NC_ ("column", "Cost"), NC_ ("column", "Margin"),
    NC_ ("column", "Orders"),
  };

  return g_dpgettext2 (GETTEXT_PACKAGE, "column", titles[column]);
}

gboolean
pnr_product_column_is_number (PnrProductColumn column)
{
  return column >= PNR_PRODUCT_COLUMN_PRICE;
}

static int
compare_counts (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_texts (const char *a, const char *b)
{
  return g_utf8_collate (a != NULL ? a : "", b != NULL ? b : "");
}

/* Unknown margins stand before all known ones. */
static int
compare_shares (double a, double b)
{
  if (isnan (a) || isnan (b))
    return isnan (b) - isnan (a);
  return a < b ? -1 : a > b;
}

int
pnr_product_column_compare (PnrProductColumn column, PnrProduct *a, PnrProduct *b)
{
  switch (column) {
  case PNR_PRODUCT_COLUMN_SKU:
    return compare_texts (pnr_product_get_sku (a), pnr_product_get_sku (b));
  case PNR_PRODUCT_COLUMN_NAME:
    return compare_texts (pnr_product_get_title (a), pnr_product_get_title (b));
  case PNR_PRODUCT_COLUMN_CATEGORY:
    return compare_texts (pnr_product_get_category (a), pnr_product_get_category (b));
  case PNR_PRODUCT_COLUMN_PRICE:
    return compare_counts (pnr_product_get_price_minor (a), pnr_product_get_price_minor (b));
  case PNR_PRODUCT_COLUMN_COST:
    return compare_counts (pnr_product_get_cost_minor (a), pnr_product_get_cost_minor (b));
  case PNR_PRODUCT_COLUMN_MARGIN:
    return compare_shares (get_margin_share (a), get_margin_share (b));
  default:
    return compare_counts (pnr_product_get_n_orders (a), pnr_product_get_n_orders (b));
  }
}

PnrProduct *
pnr_product_cell_get_product (PnrProductCell *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT_CELL (self), NULL);

  return self->product;
}

static gboolean
unbind_cb (gpointer user_data)
{
  PnrProductCell *self = user_data;

  self->unbind_id = 0;
  pnr_product_cell_stop_editing (self, TRUE);
  pnr_product_cell_set_product (self, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * pnr_product_cell_set_product:
 * @self: a cell
 * @product: (nullable): what it shows from now on
 *
 * A list takes the product from a cell and gives it back whenever anything of it has changed, even
 * by typing in the cell beside it. So a cell that is typed into waits for what it is given next.
 */
void
pnr_product_cell_set_product (PnrProductCell *self, PnrProduct *product)
{
  g_return_if_fail (PNR_IS_PRODUCT_CELL (self));

  if (product == NULL && self->text != NULL) {
    if (self->unbind_id == 0)
      self->unbind_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, unbind_cb, self, NULL);
    return;
  }
  g_clear_handle_id (&self->unbind_id, g_source_remove);
  if (self->product == product)
    return;
  pnr_product_cell_stop_editing (self, TRUE);
  if (self->product != NULL)
    g_signal_handlers_disconnect_by_func (self->product, pnr_product_cell_update, self);
  g_set_object (&self->product, product);
  if (product == NULL)
    return;
  g_signal_connect_swapped (product, "notify", G_CALLBACK (pnr_product_cell_update), self);
  pnr_product_cell_update (self);
}

gboolean
pnr_product_cell_is_editable (PnrProductCell *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT_CELL (self), FALSE);

  return self->column == PNR_PRODUCT_COLUMN_NAME || self->column == PNR_PRODUCT_COLUMN_PRICE
         || self->column == PNR_PRODUCT_COLUMN_COST;
}

void
pnr_product_cell_start_editing (PnrProductCell *self)
{
  g_autofree char *edited = NULL;
  GtkEventController *focus;
  GtkEventController *keys;

  g_return_if_fail (PNR_IS_PRODUCT_CELL (self));

  if (self->text != NULL || !pnr_product_cell_is_editable (self)
      || pnr_plan_is_read_only (pnr_session_get_plan (self->session)))
    return;
  edited = pnr_product_cell_dup_edited (self);
  self->text = gtk_text_new ();
  gtk_editable_set_text (GTK_EDITABLE (self->text), edited != NULL ? edited : "");
  gtk_editable_set_alignment (GTK_EDITABLE (self->text),
                              pnr_product_column_is_number (self->column) ? 1 : 0);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->text), 1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pnr_product_column_get_title (self->column), -1);
  g_signal_connect_swapped (self->text, "activate", G_CALLBACK (text_activated_cb), self);
  g_signal_connect_swapped (self->text, "changed", G_CALLBACK (text_changed_cb), self);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (self->text, focus);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (self->text, keys);

  g_signal_connect_swapped (self->session, "settle", G_CALLBACK (settle_cb), self);

  gtk_widget_set_visible (self->label, FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_set_parent (self->text, GTK_WIDGET (self));
  gtk_widget_grab_focus (self->text);
  gtk_editable_select_region (GTK_EDITABLE (self->text), 0, -1);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Type a name, press Return, be there: pages, actions, products, bundles, scenarios. */
#include "config.h"

#include "ui/finding/pnr-finder-window.h"

#include "ui/pnr-cell-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define WIDTH 480
#define HEIGHT 440
#define MARGIN 24

struct _PnrFinderWindow {
  AdwWindow parent_instance;

  GtkEditable *search_entry;
  GtkStack *stack;
  GtkListView *view;

  PnrFinder *finder;
  GtkSingleSelection *selection;
  gboolean has_walked; /* away from the best hit */
  gboolean is_going;   /* as soon as it is known where to */
};

G_DEFINE_FINAL_TYPE (PnrFinderWindow, pnr_finder_window, ADW_TYPE_WINDOW)

/* Pages first, then what is done most often. Their keys are looked up, so that they are said as
 * they are. */
static const struct {
  const char *title;
  const char *icon_name;
  const char *action;
} commands[] = {
  { NC_ ("shortcuts", "Catalogue"), "pnr-catalogue-symbolic", "win.page('catalogue')" },
  { NC_ ("shortcuts", "Suggestions"), "pnr-suggestions-symbolic", "win.page('suggestions')" },
  { NC_ ("shortcuts", "Relationships"), "pnr-relationships-symbolic", "win.page('relationships')" },
  { NC_ ("shortcuts", "Bundles"), "pnr-bundles-symbolic", "win.page('bundles')" },
  { NC_ ("shortcuts", "Scenarios"), "pnr-scenarios-symbolic", "win.page('scenarios')" },
  { NC_ ("shortcuts", "Exports"), "pnr-exports-symbolic", "win.page('exports')" },
  { NC_ ("shortcuts", "Log"), "pnr-log-symbolic", "win.page('log')" },
  { NC_ ("shortcuts", "Undo"), "edit-undo-symbolic", "win.undo" },
  { NC_ ("shortcuts", "Redo"), "edit-redo-symbolic", "win.redo" },
  { NC_ ("shortcuts", "Import products and orders"), "document-open-symbolic", "win.import" },
  { NC_ ("shortcuts", "Find on this page"), "edit-find-symbolic", "win.find" },
  { NC_ ("shortcuts", "Bundle the selected products"), "pnr-bundles-symbolic", "win.bundle" },
  { NC_ ("shortcuts", "New plan"), "document-new-symbolic", "app.new" },
  { NC_ ("shortcuts", "Open a plan"), "document-open-symbolic", "app.open" },
  { NC_ ("shortcuts", "Save a copy"), "document-save-as-symbolic", "win.save-copy" },
  { NC_ ("shortcuts", "Snapshots"), "document-open-recent-symbolic", "win.snapshots" },
  { NC_ ("shortcuts", "Show or hide the sidebar"), "sidebar-show-symbolic", "win.toggle-sidebar" },
  { NC_ ("shortcuts", "Full screen"), "view-fullscreen-symbolic", "win.fullscreen" },
  { NC_ ("shortcuts", "Keyboard shortcuts"), "preferences-desktop-keyboard-symbolic",
    "win.show-help-overlay" },
  { NC_ ("shortcuts", "About Pannier"), "help-about-symbolic", "app.about" },
  { NC_ ("shortcuts", "Close the window"), "window-close-symbolic", "win.close" },
  { NC_ ("shortcuts", "Quit"), "application-exit-symbolic", "app.quit" },
};

/* What cannot be done now is not offered. */
static gboolean
is_enabled (GtkWindow *parent, const char *name)
{
  GActionGroup *group = g_str_has_prefix (name, "app.")
                            ? G_ACTION_GROUP (gtk_window_get_application (parent))
                            : G_ACTION_GROUP (parent);

  return group != NULL && g_action_group_get_action_enabled (group, name + strlen ("app."));
}

static char *
dup_keys (GtkApplication *application, const char *action)
{
  g_auto (GStrv) accels = gtk_application_get_accels_for_action (application, action);
  GdkModifierType modifiers;
  guint key;

  if (accels[0] == NULL || !gtk_accelerator_parse (accels[0], &key, &modifiers))
    return NULL;
  return gtk_accelerator_get_label (key, modifiers);
}

static void
pnr_finder_window_add_commands (PnrFinderWindow *self, GtkWindow *parent)
{
  GtkApplication *application = gtk_window_get_application (parent);

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++) {
    g_autofree char *name = NULL;
    g_autofree char *keys = NULL;
    g_autoptr (GVariant) target = NULL;

    g_action_parse_detailed_name (commands[i].action, &name, &target, NULL);
    if (!is_enabled (parent, name))
      continue;
    keys = dup_keys (application, commands[i].action);
    pnr_finder_add_command (
        self->finder,
        pnr_destination_new (g_dpgettext2 (GETTEXT_PACKAGE, "shortcuts", commands[i].title), keys,
                             commands[i].icon_name, commands[i].action));
  }
}

/* The window goes first: what is done may open one of its own. */
static void
pnr_finder_window_go (PnrFinderWindow *self)
{
  PnrDestination *chosen = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (GtkWidget) parent = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  self->is_going = FALSE;
  if (chosen == NULL)
    return;
  parent = g_object_ref (GTK_WIDGET (gtk_window_get_transient_for (GTK_WINDOW (self))));
  g_action_parse_detailed_name (pnr_destination_get_action (chosen), &name, &target, NULL);
  gtk_window_destroy (GTK_WINDOW (self));
  gtk_widget_activate_action_variant (parent, name, target);
}

static void
row_activated_cb (PnrFinderWindow *self, guint position)
{
  gtk_single_selection_set_selected (self->selection, position);
  pnr_finder_window_go (self);
}

static void
search_changed_cb (PnrFinderWindow *self)
{
  self->is_going = FALSE;
  self->has_walked = FALSE;
  pnr_finder_search (self->finder, gtk_editable_get_text (self->search_entry));
}

/* Return that comes before the search has ended waits for it: whoever types a whole SKU and
 * presses Return means that product. */
static void
search_activated_cb (PnrFinderWindow *self)
{
  if (!self->has_walked)
    search_changed_cb (self);
  self->is_going = TRUE;
  if (!pnr_finder_is_searching (self->finder))
    pnr_finder_window_go (self);
}

static void
search_stopped_cb (PnrFinderWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
found_cb (PnrFinderWindow *self)
{
  guint n_hits = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  gtk_stack_set_visible_child_name (self->stack, n_hits > 0 ? "hits" : "nothing");
  if (self->is_going)
    pnr_finder_window_go (self);
}

/* A selection stays with its hit, but Return means the best one until somebody walks. */
static void
hits_changed_cb (PnrFinderWindow *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->selection)) == 0)
    return;
  gtk_stack_set_visible_child_name (self->stack, "hits");
  if (!self->has_walked)
    gtk_single_selection_set_selected (self->selection, 0);
}

static void
pnr_finder_window_step (PnrFinderWindow *self, int by)
{
  guint n_hits = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  int position = (int) gtk_single_selection_get_selected (self->selection) + by;

  if (n_hits == 0)
    return;
  self->has_walked = TRUE;
  position = CLAMP (position, 0, (int) n_hits - 1);
  gtk_single_selection_set_selected (self->selection, (guint) position);
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item", "u",
                              (guint) position);
}

/* The focus stays where one types; the arrows walk in the list below. */
static gboolean
key_pressed_cb (PnrFinderWindow *self, guint keyval)
{
  switch (keyval) {
  case GDK_KEY_Down:
    pnr_finder_window_step (self, 1);
    return GDK_EVENT_STOP;
  case GDK_KEY_Up:
    pnr_finder_window_step (self, -1);
    return GDK_EVENT_STOP;
  case GDK_KEY_Page_Down:
    pnr_finder_window_step (self, 8);
    return GDK_EVENT_STOP;
  case GDK_KEY_Page_Up:
    pnr_finder_window_step (self, -8);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

static void
row_setup_cb (PnrFinderWindow *self, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = pnr_cell_text_new (FALSE);
  GtkWidget *detail = gtk_label_new (NULL);

  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (detail, "dim-label");
  gtk_widget_add_css_class (detail, "caption");
  gtk_label_set_ellipsize (GTK_LABEL (detail), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_max_width_chars (GTK_LABEL (detail), 18);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), detail);
  gtk_list_item_set_child (item, box);
}

static void
row_bind_cb (PnrFinderWindow *self, GtkListItem *item)
{
  PnrDestination *hit = gtk_list_item_get_item (item);
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *image = gtk_widget_get_first_child (box);
  const char *detail = pnr_destination_get_detail (hit);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), pnr_destination_get_icon_name (hit));
  pnr_cell_text_set (gtk_widget_get_next_sibling (image), pnr_destination_get_title (hit));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), detail != NULL ? detail : "");
  if (gtk_widget_get_parent (box) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, pnr_destination_get_title (hit),
                                    -1);
}

static void
pnr_finder_window_dispose (GObject *object)
{
  PnrFinderWindow *self = PNR_FINDER_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_FINDER_WINDOW);
  g_clear_object (&self->selection);
  g_clear_object (&self->finder);

  G_OBJECT_CLASS (pnr_finder_window_parent_class)->dispose (object);
}

static void
pnr_finder_window_class_init (PnrFinderWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_finder_window_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/finding/pnr-finder-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrFinderWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrFinderWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrFinderWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pnr_finder_window_init (PnrFinderWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * pnr_finder_window_new:
 * @parent: the window of the plan, whose actions are offered and carried out
 * @session: its session
 */
GtkWidget *
pnr_finder_window_new (GtkWindow *parent, PnrSession *session)
{
  PnrFinderWindow *self = g_object_new (PNR_TYPE_FINDER_WINDOW, "transient-for", parent,
                                        "application", gtk_window_get_application (parent), NULL);

  /* No wider than what it stands on, where that has a size already. */
  if (gtk_widget_get_width (GTK_WIDGET (parent)) > MARGIN)
    gtk_window_set_default_size (GTK_WINDOW (self),
                                 MIN (gtk_widget_get_width (GTK_WIDGET (parent)) - MARGIN, WIDTH),
                                 HEIGHT);
  self->finder = pnr_finder_new (session);
  self->selection = gtk_single_selection_new (g_object_ref (pnr_finder_get_hits (self->finder)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->finder, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (hits_changed_cb), self,
                           G_CONNECT_SWAPPED);
  pnr_finder_window_add_commands (self, parent);
  pnr_finder_search (self->finder, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  return GTK_WIDGET (self);
}

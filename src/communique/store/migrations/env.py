"""Run migrations on the connection that the store hands in; there is no alembic.ini."""

from alembic import context

from communique.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()

-- Exempt, zero-rated and outside scope are no rates, and a simplified rate says more than its number: items and lines
-- say how they are taxed. Lines keep it as the domain has it, items in its one spelling (printTaxation, @mashang/invoice).
-- Nothing may write a line of the old kind behind the update that has passed.
lock table "order", application in exclusive mode;

alter table item add taxation text;
update item set taxation = trim_scale(rate / 100.0)::text || '%';
alter table item
  alter column taxation set not null,
  -- Exactly what printTaxation writes, because what it does not write might not be read.
  add check (taxation ~ ('^(exempt|zero-rated|outside-scope|[35]% simplified(-01)?|1\.5% reduced'
    || '|(0\.[0-9]?[1-9]|([1-9]|1[0-9])(\.[0-9]?[1-9])?|20)%)$')),
  drop column rate;

create function pg_temp.with_taxation(lines jsonb) returns jsonb language sql as $$
  select coalesce(jsonb_agg(
    case when line ? 'rate'
      then line - 'rate' || jsonb_build_object('taxation', jsonb_build_object('kind', 'taxed', 'rate', line -> 'rate'))
      else line
    end order by place), '[]')
  from jsonb_array_elements(lines) with ordinality as each (line, place)
$$;

update "order" set lines = pg_temp.with_taxation(lines) where lines @? '$[*].rate';
update application set lines = pg_temp.with_taxation(lines) where lines @? '$[*].rate';
drop function pg_temp.with_taxation;

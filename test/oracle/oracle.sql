-- What an account may see, written by hand from what the rules mean, and from nothing of the kernel: $1 is the account.
-- Guests see no record, whatever else they hold. Each permission is looked up by its four spellings; who leads or belongs to a team is read from the team.
with me as (
  select a.self, array(select distinct unnest(r.permissions) from role r where r.name = any (a.roles)) as held
  from account a where a.id = $1
),
my_units as (
  with recursive up as (
    select b.id, b.parent, b.archived_at from business_unit b, person p, me where p.id = me.self and b.id = p.business_unit
    union select b.id, b.parent, b.archived_at from business_unit b, up where b.id = up.parent
  ) select id from up where archived_at is null
),
my_teams as (
  select t.id from team t, me where t.archived_at is null and (t.lead = me.self or me.self = any (t.members))
)
select seen.type, seen.id from (
select 'person' as type, p.id from person p, me
  where me.held && array['*', '*.read', 'person.*', 'person.read'] or p.id = me.self or p.manager = me.self
union all
select 'team', t.id from team t, me
  where me.held && array['*', '*.read', 'team.*', 'team.read'] or t.id in (select id from my_teams)
union all
select 'service', s.id from service s, me
  where me.held && array['*', '*.read', 'service.*', 'service.read'] or s.owner = me.self
    or s.team in (select id from my_teams)
    or s.state = 'live' and s.kind = 'business' and s.business_unit in (select id from my_units)
    or s.state = 'retired' and s.hours in ('always', 'extended')
union all
select 'business_unit', b.id from business_unit b, me
  where me.held && array['*', '*.read', 'business_unit.*', 'business_unit.read']
    or (b.head = me.self and me.held && array['*', '*.write', 'team.*', 'team.write'])
union all
select 'location', l.id from location l, me where me.held && array['*', '*.read', 'location.*', 'location.read']
union all
select 'knowledge_article', k.id from knowledge_article k, me
  where me.held && array['*', '*.read', 'knowledge_article.*', 'knowledge_article.read']
    or k.state = 'published' and k.audience = 'everyone'
    or k.state = 'published' and k.audience = 'units' and k.units && array(select id from my_units)
) seen where not exists (select from me where 'access.only_guest' = any (me.held))

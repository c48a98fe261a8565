"""Who may do what on the site, and how often.

Three roles: a reader reads; a reviewer judges values, stores pages and has addresses
fetched as well; an admin manages users and settles disputes as well. A site that is
read-only has no route that writes, so that nothing here can be got round.

On a site that only this machine can reach (`host` is a loopback address and there is no
`public_url`) and whose ledger has no users, whoever sits at the machine is admin: a
single desk needs no log-in. `dragoman users add` ends that. Forms carry a token all the
same, and requests from other sites are refused, since any page in the same browser could
send one.
"""

// Two things that HTML cannot do alone: take the token from the address, and add events as they come.
'use strict';

const entry = document.getElementById('entry');
if (entry) {
    const token = new URLSearchParams(location.hash.slice(1)).get('token');
    if (token) {
        history.replaceState(null, '', location.pathname);
        entry.elements.token.value = token;
        entry.submit();
    }
}

document.documentElement.classList.add('scripted');

// After a form was sent, what came of it is where a keyboard or a screen reader goes on.
const result = document.querySelector('[data-focus]');
if (result) {
    result.focus();
}

const rows = document.getElementById('events');
if (rows) {
    const live = document.getElementById('live');
    const news = document.getElementById('news');

    const row = (cells) => {
        const line = document.createElement('tr');
        line.className = 'event-' + cells[1];
        for (const cell of cells) {
            const column = document.createElement('td');
            column.textContent = cell;
            line.append(column);
        }
        return line;
    };

    const add = (found) => {
        for (const cells of found.events) {
            rows.prepend(row(cells));
        }
        while (rows.children.length > Number(rows.dataset.most)) {
            rows.lastElementChild.remove();
        }
        rows.dataset.last = found.last;
        if (found.events.length > 0) {
            document.getElementById('no-events').classList.add('hidden');
            const denied = found.events.filter((cells) => cells[1] === 'denied').length;
            news.textContent = found.events.length + ' new, ' + denied + ' denied';
        }
    };

    const look = async () => {
        try {
            if (live.checked && !document.hidden) {
                const answer = await fetch('/ui/events?after=' + rows.dataset.last);
                if (answer.status === 401) {
                    location.reload();
                    return;
                }
                add(await answer.json());
            }
        } catch {
            // The server is not there at this moment; the next look may find it.
        }
        setTimeout(look, 1500);
    };
    setTimeout(look, 1500);
}

import random, time, glob, tomllib, re, statistics, pytest
from core.registries import SearchDocument
from search.engine.schema import Entry
from search.engine.store import State, Store
from search.engine.writer import build, update
from search.engine import reader
from search.engine.searching import search, suggest
pytestmark=pytest.mark.django_db

def p(xs,q): return sorted(xs)[int(len(xs)*q)]*1000
def test_bench(client, homes, settings, tmp_path):
    settings.SEARCH_DIR=tmp_path/"s"; reader._readers.clear()
    random.seed(1)
    docs=[]
    for f in sorted(glob.glob("/work/main/site/demo/content/services/*.toml")):
        d=tomllib.load(open(f,"rb"))["sv"]
        docs.append((d["title"],d["introduction"],re.sub(r"<[^>]+>|https?:\S+|'[a-z_]+':"," ",str(d)),d.get("synonyms","")))
    words=[w for d in docs for w in re.findall(r"\w{4,}",d[2])]
    es=[]
    for n in range(10000):
        t,i,b,k=docs[n%len(docs)]
        # mixed so that no two are alike: sentences of several services
        body=" ".join(random.sample(words,40))+" "+b[:1500]
        if n>=len(docs): t=" ".join(random.sample(words,3)).capitalize(); i=" ".join(random.sample(words,12)); k=""
        es.append(Entry(f"page:{n}","service",1.0+n%3*.2,SearchDocument(title=t,url=f"/x/{n}/",introduction=i,body=body,keywords=k,owner="Kontoret")))
    t0=time.time(); s=Store("sv")
    with s.writing(): build(s,es,State())
    print("build 10k", round(time.time()-t0,1),"s", sum(f.stat().st_size for f in s.current().iterdir())/1e6,"MB")
    t0=time.time(); search("sv","bygglov"); print("first load", round(time.time()-t0,2))
    t0=time.time()
    with s.writing(): update(s, es[:1], ()); 
    print("update one", round(time.time()-t0,2)); t0=time.time(); search("sv","bygglov"); print("reload", round(time.time()-t0,3))
    qs=["bygglov","byglov","förskola plats","parkeringstillstånd","hur ansöker jag om hemtjänst","ekonomiskt bistånd","skolmat","xyzzy","sophämtning","avgift","kontakt","bibliotek öppettider","forskola","trygghetslarm pris","livsmedelsregistering","lån","a","barn","vatten och avlopp avgift villa","ska"]+random.sample(words,80)
    def run(f, n=3):
        out=[]
        for _ in range(n):
            for q in qs:
                t=time.perf_counter(); f(q); out.append(time.perf_counter()-t)
        return out
    for name,f in [("engine search",lambda q: search("sv",q)),("engine suggest",lambda q: suggest("sv",q)),("view /sok/?q=",lambda q: client.get("/sok/",{"q":q})),("view /sok/ empty",lambda q: client.get("/sok/")),("healthz/live",lambda q: client.get("/healthz/live")),("suggest view",lambda q: client.get("/sok/forslag",{"q":q}))]:
        f("bygglov"); x=run(f); print(f"{name:20} p50 {p(x,.5):6.1f} p95 {p(x,.95):6.1f} max {max(x)*1e3:6.1f} ms")
    slow=sorted(((lambda t0: (search("sv",q), time.perf_counter()-t0)[1])(time.perf_counter()),q) for q in qs)[-8:]; print([(round(a*1e3,1),q) for a,q in slow])
    import cProfile,pstats
    pr=cProfile.Profile(); pr.enable(); run(lambda q: search("sv",q),1); pr.disable(); pstats.Stats(pr).sort_stats("cumtime").print_stats(22)
